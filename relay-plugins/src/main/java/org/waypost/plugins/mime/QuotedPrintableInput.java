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
import java.io.PushbackInputStream;

/** Decodes quoted-printable (RFC 2045 6.7); what is none is given as it stands. */
final class QuotedPrintableInput extends InputStream {

  private final PushbackInputStream in;

  QuotedPrintableInput(InputStream in) {
    this.in = new PushbackInputStream(in, 2);
  }

  @Override
  public int read() throws IOException {
    while (true) {
      int octet = in.read();
      if (octet != '=') {
        return octet;
      }
      int first = in.read();
      if (first == '\n') {
        continue;
      }
      int second = first < 0 ? -1 : in.read();
      if (first == '\r' && second == '\n') {
        continue;
      }
      int high = Character.digit(first, 16);
      int low = Character.digit(second, 16);
      if (high >= 0 && low >= 0) {
        return high << 4 | low;
      }
      if (second >= 0) {
        in.unread(second);
      }
      if (first >= 0) {
        in.unread(first);
      }
      return '=';
    }
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    int count = 0;
    while (count < length) {
      int octet = read();
      if (octet < 0) {
        return count == 0 ? -1 : count;
      }
      to[offset + count] = (byte) octet;
      count++;
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
