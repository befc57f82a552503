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

import org.waypost.smtp.wire.ContentDecoder.Sink;

/**
 * The lines of message data: passes them on in runs, and has its rules obeyed about what is no
 * line. Nothing but a CRLF that the client sent begins a line on which a dot means anything.
 */
final class LineText {

  private static final byte[] CRLF = {'\r', '\n'};
  private static final String BARE_CR = "Bare CR in message data, see RFC 5321 2.3.8";
  private static final String BARE_LF = "Bare LF in message data, see RFC 5321 2.3.8";

  private final ControlScan scan = new ControlScan();
  private final LineRules rules;
  private long line;
  private boolean behindCr;
  private boolean behindCrlf;
  private String fault;

  LineText(LineRules rules) {
    this.rules = rules;
  }

  /** Whether the last that was taken is a CRLF as the client sent it. */
  boolean isBehindCrlf() {
    return behindCrlf;
  }

  String fault() {
    return fault;
  }

  boolean hasEightBit() {
    return scan.eightBit();
  }

  /** Takes note of a CR that is not passed on before the next octet is known. */
  void takeCr() {
    behindCr = true;
    behindCrlf = false;
  }

  /**
   * Takes what comes.
   *
   * @param stuffed whether to stop behind each CRLF that a dot may follow
   * @return how far it came
   */
  int take(byte[] octets, int from, int end, Sink sink, boolean stuffed) {
    int i = from;
    while (i < end) {
      behindCrlf = false;
      if (!behindCr) {
        i = run(octets, i, end, sink, stuffed);
        continue;
      }
      if (octets[i] == '\n') {
        behindCr = false;
        behindCrlf = true;
        i++;
        endLine(sink);
        if (stuffed) {
          return i;
        }
      } else if (octets[i] == '\r') {
        bare(BARE_CR, sink);
        i++;
      } else {
        behindCr = false;
        bare(BARE_CR, sink);
      }
    }
    return i;
  }

  /** Nothing more comes: ends the last line if it is open. */
  void end(Sink sink) {
    if (behindCr) {
      behindCr = false;
      bare(BARE_CR, sink);
    }
    if (line > 0) {
      endLine(sink);
    }
  }

  /** Passes on lines as one run, until something is not plain text or a line begins with a dot. */
  private int run(byte[] octets, int from, int end, Sink sink, boolean stuffed) {
    int i = from;
    int lineStart = from;
    while (true) {
      i = scan.next(octets, i, end);
      count(i - lineStart);
      if (i + 2 < end
          && octets[i] == '\r'
          && octets[i + 1] == '\n'
          && !(stuffed && octets[i + 2] == '.')) {
        i += 2;
        lineStart = i;
        line = 0;
        continue;
      }
      if (i > from) {
        sink.write(octets, from, i - from);
      }
      if (i == end) {
        return i;
      }
      switch (octets[i]) {
        case '\r' -> behindCr = true;
        case '\n' -> bare(BARE_LF, sink);
        default -> refuse("NUL in message data");
      }
      return i + 1;
    }
  }

  private void bare(String what, Sink sink) {
    refuse(what);
    if (rules.normalising()) {
      endLine(sink);
    }
  }

  private void endLine(Sink sink) {
    sink.write(CRLF, 0, 2);
    line = 0;
  }

  private void count(int octets) {
    line += octets;
    if (line > rules.maxLine() && fault == null) {
      fault = "Line over " + rules.maxLine() + " octets in message data";
    }
  }

  private void refuse(String what) {
    if (fault == null && !rules.normalising()) {
      fault = what;
    }
  }
}
