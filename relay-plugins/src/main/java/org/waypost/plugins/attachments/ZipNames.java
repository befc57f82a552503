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
package org.waypost.plugins.attachments;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Finds the names of the entries of a ZIP archive while its octets go by: those of the entries
 * themselves and those of the directory at its end (APPNOTE 4.3.7, 4.3.12), as programs follow the
 * one or the other. Nothing is unpacked.
 */
final class ZipNames {

  private static final int MOST = 5000;
  private static final int LONGEST = 1024;
  private static final int LOCAL = 0x504b0304;
  private static final int CENTRAL = 0x504b0102;

  private final Set<String> names = new LinkedHashSet<>();
  private final byte[] head = new byte[46];
  private int last;
  private int headLength;
  private int headSize;
  private int lengthAt;
  private byte[] name;
  private int nameLength;

  Set<String> names() {
    return names;
  }

  void take(byte[] octets, int count) {
    for (int i = 0; i < count; i++) {
      take(octets[i]);
    }
  }

  private void take(byte octet) {
    if (name != null) {
      name[nameLength++] = octet;
      if (nameLength == name.length) {
        names.add(new String(name, StandardCharsets.UTF_8));
        name = null;
      }
      return;
    }
    if (headSize > 0) {
      head[headLength++] = octet;
      if (headLength == headSize) {
        headSize = 0;
        beginName((head[lengthAt] & 0xff) | (head[lengthAt + 1] & 0xff) << 8);
      }
      return;
    }
    last = last << 8 | (octet & 0xff);
    if (last == LOCAL) {
      beginHead(30 - 4, 26 - 4);
    } else if (last == CENTRAL) {
      beginHead(46 - 4, 28 - 4);
    }
  }

  private void beginHead(int size, int at) {
    headSize = size;
    headLength = 0;
    lengthAt = at;
    last = 0;
  }

  private void beginName(int length) {
    // A longer one is no name: the mark stood there by chance.
    if (length > 0 && length <= LONGEST && names.size() < MOST) {
      name = new byte[length];
      nameLength = 0;
    }
  }
}
