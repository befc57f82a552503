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
package org.waypost.smtp.wire;

/**
 * Reads message data (RFC 5321 4.1.1.4): finds its end, takes out the stuffed dots (4.5.2), and
 * watches the line ends.
 *
 * <p>Only CRLF.CRLF ends the data. A CR or LF on its own, a NUL, or a line over the limit makes the
 * data faulty; it is read to its end all the same, so that no part of it is ever taken for a
 * command, which is what SMTP smuggling lives on.
 */
public final class DataDecoder {

  /** Takes what was decoded, in runs as long as the input allows. */
  @FunctionalInterface
  public interface Sink {
    /** The octets are only valid during the call. */
    void write(byte[] octets, int offset, int count);
  }

  private enum State {
    LINE_START,
    /** Behind a dot at the start of a line. */
    DOT,
    /** Behind a dot and a CR at the start of a line. */
    DOT_CR,
    TEXT,
    /** Behind a CR that has not been passed on. */
    CR,
    END
  }

  private static final byte[] CRLF = {'\r', '\n'};

  private final ControlScan scan = new ControlScan();
  private final long maxLine;
  private State state = State.LINE_START;
  private long line;
  private String fault;

  /** Refuses lines of more than this many octets without their CRLF. */
  public DataDecoder(long maxLine) {
    this.maxLine = maxLine;
  }

  /** Whether the end of the data has been read. */
  public boolean atEnd() {
    return state == State.END;
  }

  /** The first thing that was wrong with the data, or null. */
  public String fault() {
    return fault;
  }

  /** Whether an octet above 127 was seen. */
  public boolean hasEightBit() {
    return scan.eightBit();
  }

  /**
   * Decodes from {@code offset} on, up to {@code end} or the end of the data.
   *
   * @return how far it came: {@code end}, or behind the final CRLF
   */
  public int decode(byte[] octets, int offset, int end, Sink sink) {
    int i = offset;
    while (i < end && state != State.END) {
      switch (state) {
        case LINE_START -> {
          line = 0;
          if (octets[i] == '.') {
            state = State.DOT;
            i++;
          } else {
            state = State.TEXT;
          }
        }
        case DOT -> {
          if (octets[i] == '\r') {
            state = State.DOT_CR;
            i++;
          } else {
            state = State.TEXT;
          }
        }
        case DOT_CR -> {
          if (octets[i] == '\n') {
            state = State.END;
            i++;
          } else {
            refuse("Bare CR in message data, see RFC 5321 2.3.8");
            state = State.CR;
          }
        }
        case CR -> {
          if (octets[i] == '\n') {
            sink.write(CRLF, 0, 2);
            state = State.LINE_START;
            i++;
          } else if (octets[i] == '\r') {
            refuse("Bare CR in message data, see RFC 5321 2.3.8");
            i++;
          } else {
            refuse("Bare CR in message data, see RFC 5321 2.3.8");
            state = State.TEXT;
          }
        }
        case TEXT -> i = text(octets, i, end, sink);
        case END -> throw new IllegalStateException("Behind the end");
      }
    }
    return i;
  }

  /** Passes on lines as one run, until something is not plain text or a line starts with a dot. */
  private int text(byte[] octets, int from, int end, Sink sink) {
    int i = from;
    int lineStart = from;
    while (true) {
      i = scan.next(octets, i, end);
      countLine(i - lineStart);
      if (i + 2 < end && octets[i] == '\r' && octets[i + 1] == '\n' && octets[i + 2] != '.') {
        i += 2;
        lineStart = i;
        line = 0;
        continue;
      }
      pass(octets, from, i, sink);
      if (i == end) {
        return i;
      }
      if (octets[i] == '\r') {
        state = State.CR;
      } else {
        refuse(
            octets[i] == 0 ? "NUL in message data" : "Bare LF in message data, see RFC 5321 2.3.8");
      }
      return i + 1;
    }
  }

  private void countLine(int count) {
    line += count;
    if (line > maxLine) {
      refuse("Line over " + maxLine + " octets in message data");
    }
  }

  private void pass(byte[] octets, int from, int to, Sink sink) {
    if (to > from) {
      sink.write(octets, from, to - from);
    }
  }

  private void refuse(String what) {
    if (fault == null) {
      fault = what;
    }
  }
}
