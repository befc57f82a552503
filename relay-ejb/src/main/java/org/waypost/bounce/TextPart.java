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
package org.waypost.bounce;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A part of text: as it is where it may be, else in quoted-printable (RFC 2045 6.7). */
final class TextPart {

  private static final int MOST_LINE = 73;

  private TextPart() {}

  /**
   * Writes header and body of the part.
   *
   * @param lines whole lines in UTF-8
   * @param eightBit whether octets above 127 may go as they are
   */
  static void write(Lines out, byte[] lines, String language, boolean eightBit) {
    boolean ascii = isAscii(lines);
    out.line("Content-Type: text/plain; charset=" + (ascii && !eightBit ? "us-ascii" : "utf-8"));
    out.line(
        "Content-Transfer-Encoding: " + (eightBit ? "8bit" : ascii ? "7bit" : "quoted-printable"));
    out.line("Content-Language: " + language);
    out.line("Content-Description: Notification");
    out.line("");
    out.octets(ascii || eightBit ? lines : encoded(lines));
  }

  private static boolean isAscii(byte[] octets) {
    for (byte octet : octets) {
      if (octet < 0) {
        return false;
      }
    }
    return true;
  }

  private static byte[] encoded(byte[] lines) {
    StringBuilder out = new StringBuilder(lines.length * 2);
    int column = 0;
    for (int i = 0; i < lines.length; i++) {
      if (lines[i] == '\r' && i + 1 < lines.length && lines[i + 1] == '\n') {
        out.append("\r\n");
        i++;
        column = 0;
        continue;
      }
      boolean space = lines[i] == ' ' && i + 1 < lines.length && lines[i + 1] != '\r';
      String octet =
          space || (lines[i] > ' ' && lines[i] < 0x7F && lines[i] != '=')
              ? String.valueOf((char) lines[i])
              : String.format(Locale.ROOT, "=%02X", lines[i] & 0xFF);
      if (column + octet.length() > MOST_LINE) {
        out.append("=\r\n");
        column = 0;
      }
      out.append(octet);
      column += octet.length();
    }
    return out.toString().getBytes(StandardCharsets.US_ASCII);
  }
}
