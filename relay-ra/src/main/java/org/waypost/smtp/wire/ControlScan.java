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
package org.waypost.smtp.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds the octets that mean something in message data, eight at a time: almost every octet of a
 * message is plain text, and this is the only loop that looks at each.
 */
final class ControlScan {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long FOURTEENS = 0x0E0E0E0E0E0E0E0EL;

  private boolean eightBit;

  /** Whether any octet passed so far was above 127. */
  boolean eightBit() {
    return eightBit;
  }

  /** Index of the first CR, LF or NUL at or after {@code from}; {@code end} when there is none. */
  int next(byte[] octets, int from, int end) {
    int i = from;
    long seen = 0;
    for (; i <= end - Long.BYTES; i += Long.BYTES) {
      long word = (long) LONGS.get(octets, i);
      // A high bit comes up where an octet is below 14: NUL, LF, CR, and tabs, which are rare.
      if (((word - FOURTEENS) & ~word & HIGH_BITS) != 0) {
        int found = first(octets, i, i + Long.BYTES);
        if (found < i + Long.BYTES) {
          eightBit |= (seen & HIGH_BITS) != 0;
          return found;
        }
      }
      seen |= word;
    }
    eightBit |= (seen & HIGH_BITS) != 0;
    return first(octets, i, end);
  }

  private int first(byte[] octets, int from, int end) {
    for (int i = from; i < end; i++) {
      byte octet = octets[i];
      if (octet == '\r' || octet == '\n' || octet == 0) {
        return i;
      }
      eightBit |= octet < 0;
    }
    return end;
  }
}
