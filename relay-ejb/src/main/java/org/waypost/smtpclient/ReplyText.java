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
package org.waypost.smtpclient;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.waypost.api.mail.EnhancedStatus;
import org.waypost.api.mail.Reply;

/** Reads a peer's reply (RFC 5321 4.2.1), generously: peers say strange things. */
final class ReplyText {

  private static final int MAX_TEXT = 2000;

  private ReplyText() {}

  /** The reply in lines as they came, each with its code; empty when it is none. */
  static Optional<Reply> parse(String lines) {
    int code = code(lines);
    if (code < 200 || code > 599) {
      return Optional.empty();
    }
    EnhancedStatus status = null;
    StringBuilder text = new StringBuilder();
    for (String line : lines.lines().toList()) {
      String words = line.length() > 4 ? line.substring(4) : "";
      Optional<EnhancedStatus> own = EnhancedStatus.atStartOf(words);
      if (own.isPresent()) {
        status = status == null ? own.get() : status;
        // RFC 2034 4: the code stands on every line.
        words = own.get().equals(status) ? afterStatus(words) : words;
      }
      text.append(text.isEmpty() ? "" : "\n").append(words);
      if (text.length() > MAX_TEXT) {
        text.setLength(MAX_TEXT);
        break;
      }
    }
    return Optional.of(new Reply(code, status, decoded(text.toString()).strip()));
  }

  private static String afterStatus(String words) {
    int space = words.indexOf(' ');
    return space < 0 ? "" : words.substring(space + 1);
  }

  private static int code(String lines) {
    if (lines.length() < 3) {
      return -1;
    }
    int code = 0;
    for (int i = 0; i < 3; i++) {
      int digit = lines.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      code = code * 10 + digit;
    }
    return lines.length() == 3 || " -\n".indexOf(lines.charAt(3)) >= 0 ? code : -1;
  }

  /**
   * Jakarta Mail widens each octet to a character; what was UTF-8 (RFC 6531 3.7.4.2) is put right.
   */
  private static String decoded(String widened) {
    if (widened.chars().allMatch(c -> c < 0x80) || widened.chars().anyMatch(c -> c > 0xFF)) {
      return widened;
    }
    byte[] octets = widened.getBytes(StandardCharsets.ISO_8859_1);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
    } catch (CharacterCodingException e) {
      return widened;
    }
  }
}
