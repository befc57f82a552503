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
package org.waypost.plugins.message;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps what is written: up to 64 KiB in memory, more in a temporary file, and all of it bounded.
 *
 * <p>The file has no name once it is open, so that nothing of it is left when the process dies.
 */
public final class Spool extends OutputStream implements Closeable {

  private static final int IN_MEMORY = 64 * 1024;

  private final long max;
  private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
  private FileChannel file;
  private long size;

  /** An empty one, for so many octets at most. */
  public Spool(long max) {
    this.max = max;
  }

  @Override
  public void write(int octet) throws IOException {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] from, int offset, int length) throws IOException {
    if (length > max - size) {
      throw new TooLongException("More than " + max + " octets");
    }
    size += length;
    if (file == null && size <= IN_MEMORY) {
      memory.write(from, offset, length);
      return;
    }
    if (file == null) {
      file = open();
      put(ByteBuffer.wrap(memory.toByteArray()));
      memory.reset();
    }
    put(ByteBuffer.wrap(from, offset, length));
  }

  private static FileChannel open() throws IOException {
    Path path = Files.createTempFile("waypost-filter", null);
    return FileChannel.open(
        path,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE,
        StandardOpenOption.DELETE_ON_CLOSE);
  }

  private void put(ByteBuffer block) throws IOException {
    while (block.hasRemaining()) {
      file.write(block);
    }
  }

  /** Number of octets. */
  public long size() {
    return size;
  }

  /** Writes all octets to another stream, which stays open. */
  public void writeTo(OutputStream out) throws IOException {
    if (file == null) {
      memory.writeTo(out);
      return;
    }
    WritableByteChannel to = Channels.newChannel(out);
    for (long done = 0; done < size; ) {
      done += file.transferTo(done, size - done, to);
    }
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }
}
