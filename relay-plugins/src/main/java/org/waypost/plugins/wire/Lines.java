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
package org.waypost.plugins.wire;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;

/** Reads lines, or what ends with another octet, of a bounded length. */
public final class Lines {

  private Lines() {}

  /**
   * Reads up to a final octet, which is not part of what is given back; nor is a CR before a LF.
   *
   * @param max octets at most
   * @throws EOFException when the input ends before
   * @throws ProtocolException when it is longer
   */
  public static String read(InputStream from, int end, int max) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (true) {
      int octet = from.read();
      if (octet < 0) {
        throw new EOFException("The connection ended within a line");
      }
      if (octet == end) {
        break;
      }
      if (line.size() == max) {
        throw new ProtocolException("A line of more than " + max + " octets");
      }
      line.write(octet);
    }
    String text = line.toString(StandardCharsets.UTF_8);
    return end == '\n' && text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }
}
