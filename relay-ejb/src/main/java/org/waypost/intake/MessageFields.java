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
package org.waypost.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.waypost.api.smtp.MailContent;
import org.waypost.routing.RoutingRequest;

/**
 * The header fields of a message, for routes that ask for them: read with the first question, from
 * the first 64 KiB. For one thread.
 */
public final class MessageFields implements RoutingRequest.Fields {

  private final MailContent content;
  private byte[] start;

  /** Of this message; nothing is read yet. */
  public MessageFields(MailContent content) {
    this.content = content;
  }

  /**
   * The values of all fields of this name: unfolded, encoded words decoded, at most 1000
   * characters.
   *
   * @throws UncheckedIOException when the message cannot be read
   */
  @Override
  public List<String> values(String name) {
    if (start == null) {
      try {
        start = HeaderScan.start(content);
      } catch (IOException e) {
        throw new UncheckedIOException("The header could not be read", e);
      }
    }
    return HeaderScan.values(start, name);
  }
}
