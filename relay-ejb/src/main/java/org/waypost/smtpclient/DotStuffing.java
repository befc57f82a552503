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
package org.waypost.smtpclient;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes a message as SMTP wants it (RFC 5321 4.5.2): a dot at the start of a line doubled, and at
 * the end a line with a single dot. Works on blocks, and changes nothing else.
 *
 * <p>A dot after any CR or LF is doubled. In a message with whole line ends that is the same; in
 * any other it keeps what a lenient peer takes for a line end from ending the message (SMTP
 * smuggling).
 */
final class DotStuffing extends BodyStream {

  private static final byte[] END = {'\r', '\n', '.', '\r', '\n'};

  private final OutputStream out;
  private final byte[] block;
  private int filled;
  private byte last = '\n';
  private byte beforeLast = '\r';

  /** Writes through this block, of 16 octets or more, which nobody else may use meanwhile. */
  DotStuffing(OutputStream out, byte[] block) {
    this.out = out;
    this.block = block;
  }

  @Override
  public void write(byte[] from, int offset, int length) throws IOException {
    int end = offset + length;
    int start = offset;
    byte previous = last;
    for (int i = offset; i < end; i++) {
      byte octet = from[i];
      if (octet == '.' && (previous == '\n' || previous == '\r')) {
        put(from, start, i - start);
        // The dot goes out here, and again with what follows.
        put(from, i, 1);
        start = i;
      }
      previous = octet;
    }
    put(from, start, end - start);
    if (length > 0) {
      beforeLast = length > 1 ? from[end - 2] : last;
      last = previous;
    }
  }

  /** Its line end comes first if the message had none. */
  @Override
  void end() throws SendFailedException {
    int from = last == '\n' && beforeLast == '\r' ? 2 : 0;
    if (block.length - filled < END.length) {
      send();
    }
    System.arraycopy(END, from, block, filled, END.length - from);
    filled += END.length - from;
    send();
  }

  private void put(byte[] from, int offset, int length) throws SendFailedException {
    int done = 0;
    while (done < length) {
      if (filled == block.length) {
        send();
      }
      int count = Math.min(length - done, block.length - filled);
      System.arraycopy(from, offset + done, block, filled, count);
      filled += count;
      done += count;
    }
  }

  private void send() throws SendFailedException {
    int count = filled;
    filled = 0;
    try {
      out.write(block, 0, count);
    } catch (IOException e) {
      throw new SendFailedException(e);
    }
  }
}
