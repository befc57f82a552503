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
 * Reads message data behind DATA (RFC 5321 4.1.1.4): finds its end, and takes out the stuffed dots
 * (4.5.2).
 *
 * <p>Only CRLF.CRLF ends the data. Data that breaks the {@link LineRules} is read to its end all
 * the same, so that no part of it is ever taken for a command, which is what SMTP smuggling lives
 * on. A line end that the rules put in ends nothing and makes no dot a stuffed one.
 */
public final class DataDecoder implements ContentDecoder {

  private enum State {
    LINE_START,
    /** Behind a dot at the start of a line. */
    DOT,
    /** Behind a dot and a CR at the start of a line. */
    DOT_CR,
    TEXT,
    END
  }

  private final LineText text;
  private State state = State.LINE_START;

  /** Refuses lines of more than this many octets without their CRLF, and whatever is no line. */
  public DataDecoder(long maxLine) {
    this(new LineRules(maxLine, false));
  }

  /** Reads data under those rules. */
  public DataDecoder(LineRules rules) {
    text = new LineText(rules);
  }

  @Override
  public boolean atEnd() {
    return state == State.END;
  }

  @Override
  public void end(Sink sink) {
    // The data ends by itself; what ends otherwise was broken off.
  }

  @Override
  public String fault() {
    return text.fault();
  }

  @Override
  public boolean hasEightBit() {
    return text.hasEightBit();
  }

  @Override
  public int decode(byte[] octets, int offset, int end, Sink sink) {
    int i = offset;
    while (i < end && state != State.END) {
      switch (state) {
        case LINE_START -> {
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
            text.takeCr();
            state = State.TEXT;
          }
        }
        case TEXT -> {
          i = text.take(octets, i, end, sink, true);
          if (text.isBehindCrlf()) {
            state = State.LINE_START;
          }
        }
        case END -> throw new IllegalStateException("Behind the end");
      }
    }
    return i;
  }
}
