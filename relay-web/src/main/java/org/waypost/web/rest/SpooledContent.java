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
package org.waypost.web.rest;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.waypost.api.smtp.MailContent;
import org.waypost.web.spool.SpoolFolder;

/**
 * A message read from a request: in memory up to 256 KiB, beyond that in a temporary file. {@link
 * #close()} deletes the file.
 */
final class SpooledContent implements MailContent, Closeable {

  static final int IN_MEMORY = 256 * 1024;

  private final byte[] memory;
  private final Path file;
  private final long size;
  private final boolean eightBit;

  private SpooledContent(byte[] memory, Path file, long size, boolean eightBit) {
    this.memory = memory;
    this.file = file;
    this.size = size;
    this.eightBit = eightBit;
  }

  /** Reads the body to its end; leaves no file behind when that fails. */
  static SpooledContent read(InputStream body, SpoolFolder spool) throws IOException {
    byte[] start = body.readNBytes(IN_MEMORY);
    boolean eightBit = hasEightBit(start, start.length);
    if (start.length < IN_MEMORY) {
      return new SpooledContent(start, null, start.length, eightBit);
    }
    Path file = spool.newFile(SpoolFolder.REST);
    boolean complete = false;
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(start);
      long size = start.length;
      byte[] block = new byte[64 * 1024];
      for (int got = body.read(block); got >= 0; got = body.read(block)) {
        out.write(block, 0, got);
        size += got;
        eightBit |= hasEightBit(block, got);
      }
      complete = true;
      return new SpooledContent(null, file, size, eightBit);
    } finally {
      if (!complete) {
        Files.deleteIfExists(file);
      }
    }
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public InputStream open() throws IOException {
    return file == null ? new ByteArrayInputStream(memory) : Files.newInputStream(file);
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    if (file == null) {
      out.write(memory);
    } else {
      Files.copy(file, out);
    }
  }

  @Override
  public boolean hasEightBit() {
    return eightBit;
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      Files.deleteIfExists(file);
    }
  }

  private static boolean hasEightBit(byte[] block, int length) {
    for (int i = 0; i < length; i++) {
      if (block[i] < 0) {
        return true;
      }
    }
    return false;
  }
}
