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
package org.waypost.plugins.mime;

import java.nio.charset.StandardCharsets;

/** Encodes text as quoted-printable (RFC 2045 6.7). */
public final class QuotedPrintable {

  private static final int LONGEST_LINE = 76;
  private static final String HEX = "0123456789ABCDEF";

  private QuotedPrintable() {}

  /** Encodes text as UTF-8, whose lines end with CR LF and stay lines. */
  public static byte[] encode(String text) {
    StringBuilder out = new StringBuilder(text.length() + text.length() / 8);
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    int column = 0;
    for (int i = 0; i < octets.length; i++) {
      if (octets[i] == '\r' && i + 1 < octets.length && octets[i + 1] == '\n') {
        out.append("\r\n");
        column = 0;
        i++;
        continue;
      }
      String encoded = encoded(octets[i], endsLine(octets, i + 1));
      if (column + encoded.length() > LONGEST_LINE - 1) {
        out.append("=\r\n");
        column = 0;
      }
      out.append(encoded);
      column += encoded.length();
    }
    return out.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static boolean endsLine(byte[] octets, int at) {
    return at >= octets.length || octets[at] == '\r' || octets[at] == '\n';
  }

  private static String encoded(byte octet, boolean last) {
    boolean space = octet == ' ' || octet == '\t';
    boolean plain = (octet > ' ' && octet < 127 && octet != '=') || (space && !last);
    return plain
        ? String.valueOf((char) octet)
        : "=" + HEX.charAt(octet >> 4 & 0xf) + HEX.charAt(octet & 0xf);
  }
}
