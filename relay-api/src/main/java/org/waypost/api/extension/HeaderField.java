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
package org.waypost.api.extension;

import java.nio.charset.StandardCharsets;

/**
 * A header field that is put on top of a message (RFC 5322 2.2).
 *
 * @param name printable ASCII without colon and space, 1 to {@value #MAX_NAME} characters
 * @param value without its final CRLF, at most {@value #MAX_VALUE} characters; it may be folded:
 *     CRLF or LF, then a space or tab. No other control characters but tab.
 */
public record HeaderField(String name, String value) {

  /** Longest name. */
  public static final int MAX_NAME = 76;

  /** Longest value. */
  public static final int MAX_VALUE = 16_000;

  /** RFC 5322 2.1.1. */
  private static final int MAX_LINE = 998;

  /**
   * Checks both, and makes the folds CRLF, so that no field smuggles in another, or a body.
   *
   * @throws IllegalArgumentException when one is not as described, or a line is longer than 998
   *     octets
   */
  public HeaderField {
    if (name.isEmpty() || name.length() > MAX_NAME) {
      throw new IllegalArgumentException(
          "The name of a header field has 1 to " + MAX_NAME + " characters");
    }
    if (!name.chars().allMatch(c -> c > ' ' && c < 0x7F && c != ':')) {
      throw new IllegalArgumentException(
          "The name of a header field is printable ASCII without a colon");
    }
    if (value.length() > MAX_VALUE) {
      throw new IllegalArgumentException(
          "The value of a header field has at most " + MAX_VALUE + " characters");
    }
    value = folded(name, value);
    for (String line : (name + ": " + value).split("\r\n")) {
      if (line.getBytes(StandardCharsets.UTF_8).length > MAX_LINE) {
        throw new IllegalArgumentException(
            "A line of header field " + name + " is longer than " + MAX_LINE + " octets");
      }
    }
  }

  private static String folded(String name, String value) {
    String plain = value.replace("\r\n", "\n");
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      boolean folds =
          c == '\n'
              && i + 1 < plain.length()
              && (plain.charAt(i + 1) == ' ' || plain.charAt(i + 1) == '\t');
      if (Character.isISOControl(c) && c != '\t' && !folds) {
        throw new IllegalArgumentException(
            "The value of header field " + name + " holds a control character");
      }
    }
    return plain.replace("\n", "\r\n");
  }

  /** The octets as they stand in a message, with the final CRLF. */
  public byte[] octets() {
    return (name + ": " + value + "\r\n").getBytes(StandardCharsets.UTF_8);
  }
}
