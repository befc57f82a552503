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
package org.waypost.queue;

import java.util.Locale;

/**
 * The encoding of the values of ENVID and ORCPT (RFC 3461 4), on the wire and in our texts: one
 * word without spaces.
 */
public final class Xtext {

  private Xtext() {}

  /** Encodes printable ASCII: space, plus sign and equals sign become {@code +XX}. */
  public static String of(String text) {
    StringBuilder encoded = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '+' || c == '=' || c < '!' || c > '~') {
        encoded.append('+').append(String.format(Locale.ROOT, "%02X", (int) c));
      } else {
        encoded.append(c);
      }
    }
    return encoded.toString();
  }

  /**
   * Decodes what {@link #of} wrote.
   *
   * @throws IllegalArgumentException when it is no xtext
   */
  static String decode(String xtext) {
    StringBuilder text = new StringBuilder(xtext.length());
    for (int i = 0; i < xtext.length(); i++) {
      char c = xtext.charAt(i);
      if (c == '+' && i + 2 < xtext.length()) {
        text.append((char) Integer.parseInt(xtext.substring(i + 1, i + 3), 16));
        i += 2;
      } else if (c == '+') {
        throw new IllegalArgumentException("xtext ends in the midst of a character");
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }
}
