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
package org.waypost.plugins.clamd;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.waypost.plugins.wire.ServiceConnection;

/** Writes what {@code INSTREAM} takes: chunks that begin with their length, the last one empty. */
final class Chunks extends OutputStream {

  private static final int SIZE = 64 * 1024;

  /** clamd answered while there was more to send. */
  static final class AnsweredEarly extends IOException {
    private static final long serialVersionUID = 1L;

    AnsweredEarly() {
      super("clamd answered before the message was sent");
    }
  }

  private final ServiceConnection connection;
  private final ByteBuffer chunk = ByteBuffer.allocate(Integer.BYTES + SIZE);

  Chunks(ServiceConnection connection) {
    this.connection = connection;
    chunk.position(Integer.BYTES);
  }

  @Override
  public void write(int octet) throws IOException {
    if (!chunk.hasRemaining()) {
      send();
    }
    chunk.put((byte) octet);
  }

  @Override
  public void write(byte[] from, int offset, int length) throws IOException {
    int done = 0;
    while (done < length) {
      if (!chunk.hasRemaining()) {
        send();
      }
      int count = Math.min(length - done, chunk.remaining());
      chunk.put(from, offset + done, count);
      done += count;
    }
  }

  private void send() throws IOException {
    if (connection.hasAnswer()) {
      throw new AnsweredEarly();
    }
    chunk.putInt(0, chunk.position() - Integer.BYTES).flip();
    connection.write(chunk);
    chunk.clear().position(Integer.BYTES);
  }

  /** Sends what is left, and the end. */
  void finish() throws IOException {
    if (chunk.position() > Integer.BYTES) {
      send();
    }
    connection.write(ByteBuffer.allocate(Integer.BYTES));
  }
}
