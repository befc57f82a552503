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

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** The header of the undelivered message, made safe to be quoted in a notification. */
final class OriginalHeader {

  private static final int MOST = 64 * 1024;
  private static final int LONGEST_LINE = 900;

  private final byte[] octets;
  private final boolean eightBit;

  private OriginalHeader(byte[] octets, boolean eightBit) {
    this.octets = octets;
    this.eightBit = eightBit;
  }

  /**
   * The lines of a header up to its end or 64 KiB, whatever line ends they have.
   *
   * @param eightBitAllowed whether octets above 127 may stay; else they become question marks
   */
  static OriginalHeader of(byte[] header, boolean eightBitAllowed) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(Math.min(header.length, MOST) + 2);
    boolean eightBit = false;
    int start = 0;
    while (start < header.length && out.size() < MOST) {
      int end = start;
      while (end < header.length && header[end] != '\n' && header[end] != '\r') {
        end++;
      }
      if (end == start) {
        break;
      }
      byte[] line = Arrays.copyOfRange(header, start, Math.min(end, start + LONGEST_LINE));
      eightBit |= clean(line, eightBitAllowed);
      // No line of a header begins with hyphens that could be taken for a boundary.
      if (line[0] == '-') {
        out.write(' ');
      }
      out.write(line, 0, line.length);
      out.write('\r');
      out.write('\n');
      start =
          end + (end + 1 < header.length && header[end] == '\r' && header[end + 1] == '\n' ? 2 : 1);
    }
    return new OriginalHeader(out.toByteArray(), eightBit);
  }

  /** Whether there are octets above 127 left. */
  private static boolean clean(byte[] line, boolean eightBitAllowed) {
    boolean eightBit = false;
    for (int i = 0; i < line.length; i++) {
      if (line[i] < 0) {
        line[i] = eightBitAllowed ? line[i] : (byte) '?';
        eightBit |= eightBitAllowed;
      } else if (line[i] < ' ' && line[i] != '\t') {
        line[i] = ' ';
      }
    }
    return eightBit;
  }

  byte[] octets() {
    return octets;
  }

  boolean eightBit() {
    return eightBit;
  }
}
