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

/** A piece of content that fills up from the start. */
final class Block {

  private final byte[] octets;
  private int length;

  Block(int capacity) {
    octets = new byte[capacity];
  }

  /** Takes as much as fits and says how much that was. */
  int append(byte[] source, int offset, int count) {
    int taken = Math.min(count, octets.length - length);
    System.arraycopy(source, offset, octets, length, taken);
    length += taken;
    return taken;
  }

  boolean isFull() {
    return length == octets.length;
  }

  /** The array behind the block, of which {@link #length()} octets are content. */
  byte[] octets() {
    return octets;
  }

  int room() {
    return octets.length - length;
  }

  int length() {
    return length;
  }

  int capacity() {
    return octets.length;
  }
}
