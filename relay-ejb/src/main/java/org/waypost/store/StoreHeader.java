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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.h2.mvstore.DataUtils;

/**
 * The header of the embedded database's file: a line of fields with a checksum, twice, each in a
 * block of its own (H2's "MVStore", file format 3).
 */
final class StoreHeader {

  private static final int BLOCK = 4096;
  private static final String CHECKSUM = "fletcher";

  private StoreHeader() {}

  /**
   * The header to write instead of this one, naming this chunk; nothing when it names it already,
   * or a newer one, or is no header. Consumes nothing.
   */
  static Optional<ByteBuffer> naming(StoreChunk chunk, ByteBuffer header) {
    if (header.remaining() != 2 * BLOCK) {
      return Optional.empty();
    }
    byte[] line = new byte[BLOCK];
    header.duplicate().get(line);
    Map<String, String> fields = fields(line);
    if (!fields.containsKey("H")
        || Long.parseLong(fields.getOrDefault("version", "0"), 16) >= chunk.version()) {
      return Optional.empty();
    }
    fields.put("block", chunk.block());
    fields.put("chunk", chunk.id());
    fields.put("version", Long.toHexString(chunk.version()));
    return Optional.of(written(fields));
  }

  /** The fields of a line; of a file's header, or of a chunk's. */
  static Map<String, String> fields(byte[] octets) {
    Map<String, String> fields = new LinkedHashMap<>();
    int end = 0;
    while (end < octets.length && octets[end] != '\n') {
      end++;
    }
    for (String field : new String(octets, 0, end, StandardCharsets.ISO_8859_1).split(",", -1)) {
      int colon = field.indexOf(':');
      if (colon > 0) {
        fields.put(field.substring(0, colon), field.substring(colon + 1));
      }
    }
    return fields;
  }

  private static ByteBuffer written(Map<String, String> fields) {
    fields.remove(CHECKSUM);
    StringBuilder line = new StringBuilder();
    fields.forEach((name, value) -> DataUtils.appendMap(line, name, value));
    byte[] checked = line.toString().getBytes(StandardCharsets.ISO_8859_1);
    DataUtils.appendMap(line, CHECKSUM, DataUtils.getFletcher32(checked, 0, checked.length));
    byte[] block = line.append('\n').toString().getBytes(StandardCharsets.ISO_8859_1);
    return ByteBuffer.allocate(2 * BLOCK).put(0, block).put(BLOCK, block);
  }
}
