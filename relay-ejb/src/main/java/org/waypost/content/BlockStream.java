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

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.waypost.api.mail.MessageId;

/**
 * Reads the blocks of a stored message, one at a time. When the message is deleted meanwhile,
 * reading fails: a message never just ends early.
 */
final class BlockStream extends InputStream {

  private final ContentTable table;
  private final MessageId id;
  private final int group;
  private long left;
  private int next;
  private byte[] block = new byte[0];
  private int position;

  BlockStream(ContentTable table, MessageId id, int group, long size) {
    this.table = table;
    this.id = id;
    this.group = group;
    this.left = size;
  }

  @Override
  public int read() throws IOException {
    return fill() ? block[position++] & 0xFF : -1;
  }

  @Override
  public int read(byte[] out, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, block.length - position);
    System.arraycopy(block, position, out, offset, count);
    position += count;
    return count;
  }

  private boolean fill() throws IOException {
    if (position < block.length) {
      return true;
    }
    if (left <= 0) {
      return false;
    }
    block =
        table
            .block(id, group, next++)
            .orElseThrow(() -> new EOFException("The stored message " + id + " ends early"));
    position = 0;
    left -= block.length;
    return true;
  }
}
