/*
 * Copyright 2026 the Waypost authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package org.waypost.mailview;

import java.util.List;

/**
 * A message, taken apart for reading.
 *
 * @param headers of the message, in its order; at most 500
 * @param text the plain text, at most 1 MiB; null without one
 * @param textCut whether more text was there
 * @param html whether there is HTML to show
 * @param parts the leaves of the MIME tree; at most 200
 * @param problem what kept it from being read in full; null when nothing did
 */
public record MailView(
    List<MailField> headers,
    String text,
    boolean textCut,
    boolean html,
    List<MailPart> parts,
    String problem) {

  /** Copies the lists. */
  public MailView {
    headers = List.copyOf(headers);
    parts = List.copyOf(parts);
  }

  /** The parts that are files, without the images that the HTML shows in its text. */
  public List<MailPart> attachments() {
    return parts.stream().filter(MailPart::attachment).filter(part -> !isShown(part)).toList();
  }

  private boolean isShown(MailPart part) {
    return html && part.contentId() != null && part.contentType().startsWith("image/");
  }
}
