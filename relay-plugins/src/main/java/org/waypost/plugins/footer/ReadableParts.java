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
package org.waypost.plugins.footer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.waypost.api.smtp.MailContent;
import org.waypost.plugins.mime.MimePart;
import org.waypost.plugins.mime.MimeScanner;

/** Finds the text and the HTML that a reader of a message sees first. */
final class ReadableParts {

  // RFC 1847, RFC 8551: what is signed or encrypted as a whole
  private static final Set<String> SEALED =
      Set.of(
          "multipart/signed",
          "multipart/encrypted",
          "application/pkcs7-mime",
          "application/x-pkcs7-mime",
          "application/pgp-encrypted");

  private ReadableParts() {}

  /** The parts, at most one of each type, in their order; none in mail that is sealed. */
  static List<MimePart> of(MailContent content) throws IOException {
    List<MimePart> parts = MimeScanner.scan(content);
    if (parts.stream().anyMatch(each -> SEALED.contains(each.type().value()))) {
      return List.of();
    }
    Set<String> found = new HashSet<>();
    List<MimePart> readable = new ArrayList<>();
    for (MimePart each : parts) {
      String type = each.type().value();
      if ((type.equals("text/plain") || type.equals("text/html"))
          && !each.disposition().value().equals("attachment")
          && !isNested(parts, each)
          && found.add(type)) {
        readable.add(each);
      }
    }
    return readable;
  }

  private static boolean isNested(List<MimePart> parts, MimePart part) {
    for (int i = part.parent(); i >= 0; i = parts.get(i).parent()) {
      String type = parts.get(i).type().value().toLowerCase(Locale.ROOT);
      if (parts.get(i).isMessage() || type.equals("multipart/report")) {
        return true;
      }
    }
    return false;
  }
}
