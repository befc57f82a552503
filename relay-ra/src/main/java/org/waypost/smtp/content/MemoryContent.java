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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Content in blocks on the heap. */
final class MemoryContent implements ReceivedContent {

  private final List<Block> blocks;
  private final long size;
  private final boolean eightBit;
  private final Runnable release;

  MemoryContent(List<Block> blocks, boolean eightBit, Runnable release) {
    this.blocks = List.copyOf(blocks);
    this.size = blocks.stream().mapToLong(Block::length).sum();
    this.eightBit = eightBit;
    this.release = release;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public InputStream open() {
    List<InputStream> parts = new ArrayList<>(blocks.size());
    for (Block block : blocks) {
      parts.add(new ByteArrayInputStream(block.octets(), 0, block.length()));
    }
    return parts.size() == 1
        ? parts.get(0)
        : new SequenceInputStream(Collections.enumeration(parts));
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    for (Block block : blocks) {
      out.write(block.octets(), 0, block.length());
    }
  }

  @Override
  public boolean hasEightBit() {
    return eightBit;
  }

  @Override
  public void close() {
    release.run();
  }
}
