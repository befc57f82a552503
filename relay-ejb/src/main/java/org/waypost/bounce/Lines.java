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
import java.nio.charset.StandardCharsets;

/** Collects lines that end in CRLF and hold no other line end, wherever their words come from. */
final class Lines {

  private static final int LONGEST = 900;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream(4096);

  /** A line; control characters become spaces, and what is too long (RFC 5322 2.1.1) is cut. */
  void line(String words) {
    StringBuilder clean = new StringBuilder(words.length());
    int octets = 0;
    int i = 0;
    while (i < words.length()) {
      int point = words.codePointAt(i);
      i += Character.charCount(point);
      octets += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
      if (octets > LONGEST) {
        break;
      }
      clean.appendCodePoint(Character.isISOControl(point) && point != '\t' ? ' ' : point);
    }
    octets(clean.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Octets that are whole lines already. */
  void octets(byte[] lines) {
    out.write(lines, 0, lines.length);
  }

  byte[] toByteArray() {
    return out.toByteArray();
  }
}
