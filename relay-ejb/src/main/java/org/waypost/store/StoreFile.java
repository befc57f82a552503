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
package org.waypost.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.Optional;
import org.h2.store.fs.FileBase;

/**
 * The file of the embedded database. H2 writes every commit as a chunk, and finds the newest chunk
 * after a kill from the header at the start of the file, by a chain of guesses where the next one
 * lies. When a guess was wrong it writes the header again, but (2.5.252) one that names the chunk
 * before: what was committed from there on is not found any more, though it is on disk. So here the
 * header is made to name the chunk that has just been written, after that is on disk.
 */
@SuppressWarnings("UnsynchronizedOverridesSynchronized") // the file's own methods take any thread
final class StoreFile extends FileBase {

  private final FileChannel file;

  /** The newest chunk that was written since the file was opened; null before. */
  private volatile StoreChunk newest;

  StoreFile(FileChannel file) {
    this.file = file;
  }

  @Override
  public int write(ByteBuffer source, long position) throws IOException {
    StoreChunk known = newest;
    if (position == 0 && known != null) {
      Optional<ByteBuffer> header = StoreHeader.naming(known, source);
      if (header.isPresent()) {
        // A header on disk must not name a chunk that is not.
        file.force(false);
        return write(header.get(), source);
      }
    }
    StoreChunk chunk = StoreChunk.at(position, source);
    int written = file.write(source, position);
    if (chunk != null && (known == null || chunk.version() >= known.version())) {
      newest = chunk;
    }
    return written;
  }

  private int write(ByteBuffer header, ByteBuffer instead) throws IOException {
    while (header.hasRemaining()) {
      file.write(header, header.position());
    }
    int length = instead.remaining();
    instead.position(instead.limit());
    return length;
  }

  @Override
  public int read(ByteBuffer target, long position) throws IOException {
    return file.read(target, position);
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    return file.read(target);
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    return file.write(source);
  }

  @Override
  public long position() throws IOException {
    return file.position();
  }

  @Override
  public FileChannel position(long position) throws IOException {
    file.position(position);
    return this;
  }

  @Override
  public long size() throws IOException {
    return file.size();
  }

  @Override
  public FileChannel truncate(long size) throws IOException {
    file.truncate(size);
    return this;
  }

  @Override
  public void force(boolean metadata) throws IOException {
    file.force(metadata);
  }

  @Override
  public FileLock tryLock(long position, long size, boolean shared) throws IOException {
    return file.tryLock(position, size, shared);
  }

  @Override
  protected void implCloseChannel() throws IOException {
    file.close();
  }
}
