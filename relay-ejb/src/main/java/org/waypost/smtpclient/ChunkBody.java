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
 * Writes a message as the one chunk of a {@code BDAT … LAST} (RFC 3030 2): every octet as it is, as
 * many as were announced. The session cannot go on after any other number, so nothing beyond it is
 * sent, and less is reported.
 */
final class ChunkBody extends BodyStream {

  private final OutputStream out;
  private final long announced;
  private long written;

  ChunkBody(OutputStream out, long announced) {
    this.out = out;
    this.announced = announced;
  }

  @Override
  public void write(byte[] from, int offset, int length) throws IOException {
    if (length > announced - written) {
      throw new IncompleteException("it has more than the " + announced + " octets announced");
    }
    try {
      out.write(from, offset, length);
    } catch (IOException e) {
      throw new SendFailedException(e);
    }
    written += length;
  }

  @Override
  void end() throws IncompleteException {
    if (written != announced) {
      throw new IncompleteException(
          "it has " + written + " octets instead of the " + announced + " announced");
    }
  }
}
