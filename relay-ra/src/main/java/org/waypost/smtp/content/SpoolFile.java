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
package org.waypost.smtp.content;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A temporary file of one message. Its methods block on the disk and are called one after the
 * other, never from an event loop. It is not synced: it holds nothing that was promised.
 */
final class SpoolFile {

  private static final Logger LOG = System.getLogger(SpoolFile.class.getName());

  private final Path path;
  private FileChannel channel;

  SpoolFile(Path path) {
    this.path = path;
  }

  /** Appends, and makes the file first. */
  void append(List<Block> blocks) throws IOException {
    if (channel == null) {
      channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }
    for (Block block : blocks) {
      ByteBuffer buffer = ByteBuffer.wrap(block.octets(), 0, block.length());
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    }
  }

  /** Ends the writing. */
  void seal() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }

  /** Ends everything; what fails is logged. */
  void delete() {
    try {
      seal();
      Files.deleteIfExists(path);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "Spool file " + path + " is left behind: " + e);
    }
  }

  InputStream open() throws IOException {
    return Files.newInputStream(path);
  }

  void writeTo(OutputStream out) throws IOException {
    Files.copy(path, out);
  }
}
