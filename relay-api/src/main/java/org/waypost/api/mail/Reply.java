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
package org.waypost.api.mail;

import java.io.Serializable;
import java.util.Objects;

/**
 * An SMTP reply (RFC 5321 4.2): three digits, an enhanced status code, text.
 *
 * <p>The text may have several lines, separated by LF; every other control character in it is
 * replaced by a space, so that a reply never smuggles a line of its own onto a wire or into a log.
 *
 * @param code 200 to 599
 * @param status the enhanced status code; null where the protocol has none (greeting, EHLO, 354)
 * @param text without the codes; never null, may be empty
 */
public record Reply(int code, EnhancedStatus status, String text) implements Serializable {

  /**
   * Checks and cleans the parts.
   *
   * @throws IllegalArgumentException when the code is out of range
   */
  public Reply {
    if (code < 200 || code > 599) {
      throw new IllegalArgumentException("Reply code is 200 to 599, not " + code);
    }
    Objects.requireNonNull(text, "A reply has a text, if an empty one");
    text = clean(text);
  }

  /** A reply with an enhanced status code, such as {@code Reply.of(550, "5.7.1", "no")}. */
  public static Reply of(int code, String status, String text) {
    EnhancedStatus parsed =
        EnhancedStatus.atStartOf(status)
            .orElseThrow(() -> new IllegalArgumentException("Not a status code: " + status));
    return new Reply(code, parsed, text);
  }

  /** A reply without an enhanced status code. */
  public static Reply of(int code, String text) {
    return new Reply(code, null, text);
  }

  /** 2xx. */
  public boolean isPositive() {
    return code < 300;
  }

  /** 4xx: the same request may succeed later. */
  public boolean isTemporary() {
    return code >= 400 && code < 500;
  }

  /** 5xx: the same request will not succeed. */
  public boolean isPermanent() {
    return code >= 500;
  }

  /** The reply on one line, as it is logged and stored: {@code 550 5.7.1 no}. */
  @Override
  public String toString() {
    String line = status == null ? code + " " + text : code + " " + status + " " + text;
    return line.replace('\n', ' ').stripTrailing();
  }

  private static String clean(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i)) && text.charAt(i) != '\n') {
        return text.replaceAll("[\\p{Cntrl}\\x{80}-\\x{9f}&&[^\n]]", " ");
      }
    }
    return text;
  }
}
