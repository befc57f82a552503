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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.waypost.api.smtp.MailContent;
import org.waypost.content.FileContent;
import org.waypost.content.MemoryContent;

/**
 * Takes a message that a filter writes anew: in memory up to 256 KiB, more in a file, which {@link
 * #close} deletes. Once closed it takes nothing more, so that a filter that nobody waits for any
 * more leaves nothing behind.
 */
final class Rewriting extends OutputStream {

  private static final int MEMORY_LIMIT = 256 * 1024;

  private final Path spool;
  private final long most;
  // All guarded by this.
  private ByteArrayOutputStream memory = new ByteArrayOutputStream();
  private OutputStream out = memory;
  private Path file;
  private long size;
  private boolean eightBit;
  private boolean closed;

  /**
   * Takes one message.
   *
   * @param spool folder for the file
   * @param most octets that it may have
   */
  Rewriting(Path spool, long most) {
    this.spool = spool;
    this.most = most;
  }

  @Override
  public void write(int octet) throws IOException {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] octets, int from, int length) throws IOException {
    Objects.checkFromIndexSize(from, length, octets.length);
    if (closed) {
      throw new IOException("The call that this message was for has ended");
    }
    if (size + length > most) {
      throw new IOException("The new message is larger than " + most + " octets");
    }
    if (file == null && size + length > MEMORY_LIMIT) {
      spill();
    }
    out.write(octets, from, length);
    size += length;
    for (int i = from; !eightBit && i < from + length; i++) {
      eightBit = octets[i] < 0;
    }
  }

  private void spill() throws IOException {
    Files.createDirectories(spool);
    file = Files.createTempFile(spool, "plugin-", ".eml");
    out = Files.newOutputStream(file);
    memory.writeTo(out);
    memory = null;
  }

  /** What was written, valid until this is closed; nothing more can be written. */
  synchronized MailContent content() throws IOException {
    if (closed) {
      throw new IOException("The call that this message was for has ended");
    }
    out.close();
    if (size == 0) {
      throw new IOException("The new message is empty");
    }
    return file == null
        ? new MemoryContent(memory.toByteArray(), eightBit)
        : new FileContent(file, size, eightBit);
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    out.close();
    if (file != null) {
      Files.deleteIfExists(file);
    }
  }
}
