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

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Where a commit of the embedded database lies: the fields of H2's chunk header that a file header
 * repeats, all in hexadecimal there.
 *
 * @param id of the chunk
 * @param block of 4096 octets where it begins
 * @param version of the store that it makes complete; the higher, the newer
 */
record StoreChunk(String id, String block, long version) {

  private static final int BLOCK = 4096;
  private static final byte[] BEGIN = "chunk:".getBytes(StandardCharsets.ISO_8859_1);
  private static final int MAX_HEADER = 1024;

  /** The chunk that begins with these octets, or null; they are not consumed. */
  static StoreChunk at(long position, ByteBuffer octets) {
    if (position == 0 || position % BLOCK != 0 || !begins(octets)) {
      return null;
    }
    byte[] head = new byte[Math.min(MAX_HEADER, octets.remaining())];
    octets.duplicate().get(head);
    Map<String, String> fields = StoreHeader.fields(head);
    String version = fields.get("version");
    // Where it is written, and not what it says: a chunk that is moved is copied as it is.
    return version == null
        ? null
        : new StoreChunk(
            fields.get("chunk"),
            Long.toHexString(position / BLOCK),
            Long.parseLong(version.strip(), 16));
  }

  private static boolean begins(ByteBuffer octets) {
    if (octets.remaining() < BLOCK) {
      return false;
    }
    for (int i = 0; i < BEGIN.length; i++) {
      if (octets.get(octets.position() + i) != BEGIN[i]) {
        return false;
      }
    }
    return true;
  }
}
