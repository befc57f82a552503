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

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Lines with the octets at which they stand. Of a line, the first 8 KiB are kept. */
final class LineSource {

  private static final int KEPT = 8192;

  private final InputStream in;
  private final byte[] kept = new byte[KEPT];
  private long start;
  private long end;
  private long endBefore;
  private String text = "";
  private int eolLength;

  LineSource(InputStream in) {
    this.in = in;
  }

  /** Goes to the next line; false at the end, where {@link #start} is the number of all octets. */
  boolean next() throws IOException {
    // The line end before a delimiter belongs to the delimiter (RFC 2046 5.1.1).
    endBefore = end - eolLength;
    start = end;
    int length = 0;
    int previous = -1;
    int octet = in.read();
    if (octet < 0) {
      return false;
    }
    while (octet >= 0 && octet != '\n') {
      if (length < KEPT) {
        kept[length] = (byte) octet;
      }
      length++;
      previous = octet;
      octet = in.read();
    }
    boolean crlf = octet == '\n' && previous == '\r';
    eolLength = crlf ? 2 : octet == '\n' ? 1 : 0;
    end = start + length + (octet == '\n' ? 1 : 0);
    int shown = Math.min(crlf ? length - 1 : length, KEPT);
    text = new String(kept, 0, shown, StandardCharsets.ISO_8859_1);
    return true;
  }

  String text() {
    return text;
  }

  long start() {
    return start;
  }

  long end() {
    return end;
  }

  long endBefore() {
    return endBefore;
  }
}
