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
package org.waypost.extensions;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;
import org.waypost.api.smtp.MailContent;

/**
 * A message that is lent for a call: when that has ended, also for taking too long, nothing more
 * can be read, as its memory may hold another message by then.
 */
final class LentContent implements MailContent {

  private static final int BLOCK = 16 * 1024;

  private final MailContent content;
  private final Object lock = new Object();
  // Guarded by lock.
  private boolean returned;

  LentContent(MailContent content) {
    this.content = content;
  }

  /** Ends the loan; waits for a read that runs. */
  void takeBack() {
    synchronized (lock) {
      returned = true;
    }
  }

  @Override
  public long size() {
    return content.size();
  }

  @Override
  public boolean hasEightBit() {
    return content.hasEightBit();
  }

  @Override
  public InputStream open() throws IOException {
    synchronized (lock) {
      requireLent();
      return new Lent(content.open());
    }
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    try (InputStream in = open()) {
      byte[] block = new byte[BLOCK];
      for (int read = in.read(block); read >= 0; read = in.read(block)) {
        out.write(block, 0, read);
      }
    }
  }

  private void requireLent() throws IOException {
    if (returned) {
      throw new IOException("The call that this message was for has ended");
    }
  }

  private final class Lent extends InputStream {
    private final InputStream in;

    private Lent(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] octets, int from, int length) throws IOException {
      Objects.checkFromIndexSize(from, length, octets.length);
      synchronized (lock) {
        requireLent();
        return in.read(octets, from, length);
      }
    }

    @Override
    public int available() throws IOException {
      synchronized (lock) {
        requireLent();
        return in.available();
      }
    }

    @Override
    public void close() throws IOException {
      synchronized (lock) {
        in.close();
      }
    }
  }
}
