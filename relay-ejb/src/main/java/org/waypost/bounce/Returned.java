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
package org.waypost.bounce;

import java.nio.charset.StandardCharsets;
import org.waypost.content.EightBit;

/**
 * What a notification returns of the message, as its last part (RFC 3461 4.3, RFC 6533 5).
 *
 * @param type of the part
 * @param description of the part
 * @param octets whole lines
 * @param eightBit whether there are octets above 127
 */
// Octets, neither changed nor compared.
@SuppressWarnings("ArrayRecordComponent")
record Returned(String type, String description, byte[] octets, boolean eightBit) {

  static Returned of(StatusReport.Original original, boolean utf8) {
    if (original.whole()) {
      return new Returned(
          utf8 ? "message/global" : "message/rfc822",
          "The message",
          ended(original.octets()),
          EightBit.in(original.octets()));
    }
    OriginalHeader header = OriginalHeader.of(original.octets(), utf8);
    return new Returned(
        utf8 ? "message/global-headers" : "text/rfc822-headers",
        "Header of the message",
        header.octets(),
        header.eightBit());
  }

  /** The boundary that follows stands on a line of its own. */
  private static byte[] ended(byte[] octets) {
    if (octets.length == 0 || octets[octets.length - 1] == '\n') {
      return octets;
    }
    return (new String(octets, StandardCharsets.ISO_8859_1) + "\r\n")
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
