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
package org.waypost.smtp.wire;

/** The encoding of parameter values that may hold any character (RFC 3461 4). */
public final class Xtext {

  private static final String HEX = "0123456789ABCDEF";

  private Xtext() {}

  /**
   * Decodes a value into octets, one to a character.
   *
   * @throws IllegalArgumentException when it is not xtext; the message says why
   */
  public static String decode(String encoded) {
    StringBuilder decoded = new StringBuilder(encoded.length());
    int i = 0;
    while (i < encoded.length()) {
      char c = encoded.charAt(i);
      if (c == '+') {
        decoded.append(octet(encoded, i + 1));
        i += 3;
      } else if (c > ' ' && c < 0x7F && c != '=') {
        decoded.append(c);
        i++;
      } else {
        throw new IllegalArgumentException(
            String.format("Character not allowed in xtext: U+%04X", (int) c));
      }
    }
    return decoded.toString();
  }

  /**
   * Decodes a value that is text.
   *
   * @throws IllegalArgumentException when it is not xtext, or holds other than graphic characters
   *     and spaces of US-ASCII; the message says why
   */
  public static String decodeText(String encoded) {
    String decoded = decode(encoded);
    if (decoded.isBlank() || !decoded.chars().allMatch(c -> c >= ' ' && c < 0x7F)) {
      throw new IllegalArgumentException("Not printable ASCII");
    }
    return decoded;
  }

  /** RFC 3461 4: two digits, and no small letters. */
  private static char octet(String encoded, int at) {
    int high = at < encoded.length() ? HEX.indexOf(encoded.charAt(at)) : -1;
    int low = at + 1 < encoded.length() ? HEX.indexOf(encoded.charAt(at + 1)) : -1;
    if (high < 0 || low < 0) {
      throw new IllegalArgumentException("Plus without two hexadecimal digits in xtext");
    }
    return (char) (high * 16 + low);
  }
}
