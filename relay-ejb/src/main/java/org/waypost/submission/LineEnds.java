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
package org.waypost.submission;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.waypost.api.smtp.MailContent;

/**
 * Makes every line of a message end in CRLF, as a mail system must have it (RFC 5321 2.3.8): lone
 * CR and lone LF become CRLF, and the last line gets its end.
 */
final class LineEnds {

  private static final int BLOCK = 64 * 1024;

  private LineEnds() {}

  /**
   * The message with its line ends in order; itself when they are.
   *
   * @throws InvalidSubmissionException when it holds a NUL, which no mail may
   */
  static MailContent inOrder(MailContent content) throws IOException, InvalidSubmissionException {
    long size = 0;
    boolean changed = false;
    int previous = 0;
    try (InputStream in = content.open()) {
      byte[] block = new byte[BLOCK];
      for (int read = in.read(block); read > 0; read = in.read(block)) {
        for (int i = 0; i < read; i++) {
          int octet = block[i];
          if (octet == 0) {
            throw new InvalidSubmissionException("", "the message holds a NUL");
          }
          boolean loneCr = previous == '\r' && octet != '\n';
          boolean loneLf = octet == '\n' && previous != '\r';
          size += 1 + (loneCr ? 1 : 0) + (loneLf ? 1 : 0);
          changed |= loneCr || loneLf;
          previous = octet;
        }
      }
    }
    if (previous == '\r') {
      return new Ordered(content, size + 1);
    }
    return previous == '\n' && !changed
        ? content
        : new Ordered(content, previous == '\n' ? size : size + 2);
  }

  private record Ordered(MailContent content, long size) implements MailContent {

    @Override
    public InputStream open() throws IOException {
      return new OrderedStream(content.open());
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      BufferedOutputStream buffered = new BufferedOutputStream(out, BLOCK);
      try (InputStream in = open()) {
        in.transferTo(buffered);
      }
      buffered.flush();
    }

    @Override
    public boolean hasEightBit() {
      return content.hasEightBit();
    }
  }

  /** Hands out the octets with line ends in order. */
  private static final class OrderedStream extends InputStream {
    private final InputStream in;
    private final byte[] block = new byte[BLOCK];
    private int position;
    private int limit;
    private int previous;
    private int pending = -1;
    private boolean ended;

    private OrderedStream(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      if (pending >= 0) {
        previous = pending;
        pending = -1;
        return previous;
      }
      int octet = next();
      boolean loneCr = previous == '\r' && octet != '\n';
      boolean loneLf = octet == '\n' && previous != '\r';
      if (loneCr) {
        pending = octet;
        if (octet < 0) {
          ended = true;
        }
        previous = '\n';
        return '\n';
      }
      if (loneLf) {
        pending = '\n';
        previous = '\r';
        return '\r';
      }
      if (octet < 0 && !ended && previous != '\n') {
        ended = true;
        pending = '\n';
        previous = '\r';
        return '\r';
      }
      previous = octet < 0 ? previous : octet;
      return octet;
    }

    @Override
    public int read(byte[] out, int offset, int length) throws IOException {
      int count = 0;
      while (count < length) {
        int octet = read();
        if (octet < 0) {
          break;
        }
        out[offset + count++] = (byte) octet;
      }
      return count == 0 && length > 0 ? -1 : count;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }

    private int next() throws IOException {
      if (position == limit) {
        limit = in.read(block);
        position = 0;
        if (limit <= 0) {
          limit = 0;
          return -1;
        }
      }
      return block[position++] & 0xFF;
    }
  }
}
