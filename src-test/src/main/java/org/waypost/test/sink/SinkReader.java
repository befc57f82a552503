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
package org.waypost.test.sink;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/**
 * Reads command lines and mail data from a connection, block by block. Only CRLF ends a line (RFC
 * 5321 2.3.8), and only CRLF.CRLF ends the data; bare CR, bare LF and NUL are kept and reported.
 */
final class SinkReader {

  private static final int LONGEST_LINE = 64 * 1024;
  private static final int END_OF_DATA = -1;

  private final InputStream in;
  private final Consumer<String> violations;
  private final byte[] buffer = new byte[32 * 1024];
  private int next;
  private int limit;

  SinkReader(InputStream in, Consumer<String> violations) {
    this.in = in;
    this.violations = violations;
  }

  /** Whether octets have been read from the connection that nobody has asked for yet. */
  boolean hasBuffered() {
    return next < limit;
  }

  /** The next line without its CRLF. */
  byte[] line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(128);
    boolean cr = false;
    while (true) {
      int octet = read();
      if (cr && octet == '\n') {
        return line.toByteArray();
      }
      if (cr) {
        violations.accept("bare CR in a command");
        line.write('\r');
      } else if (octet == '\n') {
        violations.accept("bare LF in a command");
      }
      cr = octet == '\r';
      if (!cr) {
        line.write(octet);
      }
      if (line.size() > LONGEST_LINE) {
        throw new IOException("A command line of more than " + LONGEST_LINE + " octets");
      }
    }
  }

  /** The mail data up to the final dot, dot-unstuffed (RFC 5321 4.5.2). */
  byte[] data() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(8192);
    boolean startOfLine = true;
    while (true) {
      int octet = read();
      if (startOfLine && octet == '.') {
        octet = afterDot(out);
        if (octet == END_OF_DATA) {
          return out.toByteArray();
        }
      }
      startOfLine = false;
      if (octet == '\r') {
        octet = read();
        while (octet == '\r') {
          violations.accept("bare CR in the data");
          out.write('\r');
          octet = read();
        }
        out.write('\r');
        startOfLine = octet == '\n';
        if (!startOfLine) {
          violations.accept("bare CR in the data");
        }
      } else if (octet == '\n') {
        violations.accept("bare LF in the data");
      }
      if (octet == 0) {
        violations.accept("NUL in the data");
      }
      out.write(octet);
      if (!startOfLine) {
        copyRun(out);
      }
    }
  }

  /** So many octets, as they are. */
  byte[] octets(int count) throws IOException {
    byte[] octets = new byte[count];
    for (int i = 0; i < count; i++) {
      octets[i] = (byte) read();
    }
    return octets;
  }

  /** Drops the dot at the start of a line, and tells whether CRLF follows, which ends the data. */
  private int afterDot(ByteArrayOutputStream out) throws IOException {
    int octet = read();
    if (octet != '\r') {
      if (octet != '.') {
        violations.accept("a dot at the start of a line that was not doubled");
        out.write('.');
      }
      return octet;
    }
    int second = read();
    if (second == '\n') {
      return END_OF_DATA;
    }
    violations.accept("bare CR after a dot in the data");
    out.write('.');
    out.write('\r');
    return second;
  }

  /** Copies what needs no look in one go. */
  private void copyRun(ByteArrayOutputStream out) {
    int from = next;
    while (next < limit && buffer[next] != '\r' && buffer[next] != '\n' && buffer[next] != 0) {
      next++;
    }
    out.write(buffer, from, next - from);
  }

  private int read() throws IOException {
    if (next == limit) {
      limit = in.read(buffer);
      next = 0;
      if (limit < 0) {
        limit = 0;
        throw new EOFException();
      }
    }
    return buffer[next++] & 0xFF;
  }
}
