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
package org.waypost.content;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.waypost.api.smtp.MailContent;

/**
 * Looks whether a message is what may leave by DATA: lines that end in CRLF, no bare CR, no bare
 * LF, no NUL (RFC 5321 2.3.8, 4.5.2). Whatever came in, and whatever was stored, nothing else goes
 * out: what one server takes for a line end, another may not, and one message would become two.
 */
public final class TextForm {

  private TextForm() {}

  /**
   * What is wrong with a message, and where; empty when nothing is.
   *
   * @throws IOException when it cannot be read
   */
  public static Optional<String> fault(MailContent content) throws IOException {
    Scan scan = new Scan();
    content.writeTo(scan);
    return scan.fault();
  }

  /** Remembers the first fault in what is written to it. */
  private static final class Scan extends OutputStream {
    private long before;
    private byte last;
    private String fault;

    @Override
    public void write(int octet) {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] block, int offset, int length) {
      byte previous = last;
      for (int i = 0; i < length && fault == null; i++) {
        byte octet = block[offset + i];
        if (octet == '\n' ? previous != '\r' : previous == '\r') {
          note(octet == '\n' ? "bare LF" : "bare CR", before + i - (octet == '\n' ? 0 : 1));
        } else if (octet == 0) {
          note("NUL", before + i);
        }
        previous = octet;
      }
      last = previous;
      before += length;
    }

    private void note(String what, long at) {
      fault = "a " + what + " at octet " + at;
    }

    private Optional<String> fault() {
      if (fault == null && last == '\r') {
        note("bare CR", before - 1);
      }
      return Optional.ofNullable(fault);
    }
  }
}
