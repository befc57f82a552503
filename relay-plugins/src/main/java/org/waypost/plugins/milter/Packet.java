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
package org.waypost.plugins.milter;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.waypost.plugins.wire.ServiceConnection;

/** One packet: a length of four octets, a command of one, and its data. */
final class Packet {

  /** Largest packet that is read: body chunks of 1 MiB, which nobody asked for, and a little. */
  private static final int LARGEST = 1024 * 1024 + 1024;

  private final char command;
  private final ByteBuffer data;

  private Packet(char command, ByteBuffer data) {
    this.command = command;
    this.data = data;
  }

  static Packet read(ServiceConnection from) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(Integer.BYTES + 1);
    from.readFully(head);
    int length = head.flip().getInt();
    if (length < 1 || length > LARGEST) {
      throw new ProtocolException("A milter's packet has a length of " + length);
    }
    char command = (char) (head.get() & 0xff);
    ByteBuffer data = ByteBuffer.allocate(length - 1);
    from.readFully(data);
    return new Packet(command, data.flip());
  }

  static void write(ServiceConnection to, char command, byte[] data, int length)
      throws IOException {
    ByteBuffer packet = ByteBuffer.allocate(Integer.BYTES + 1 + length);
    packet.putInt(length + 1).put((byte) command).put(data, 0, length).flip();
    to.write(packet);
  }

  char command() {
    return command;
  }

  int number() throws ProtocolException {
    if (data.remaining() < Integer.BYTES) {
      throw new ProtocolException("A milter's packet '" + command + "' is too short");
    }
    return data.getInt();
  }

  /** The next text, up to its NUL; empty when there is none. */
  String text() {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    while (data.hasRemaining()) {
      byte octet = data.get();
      if (octet == 0) {
        break;
      }
      text.write(octet);
    }
    return text.toString(StandardCharsets.UTF_8);
  }

  byte[] rest() {
    byte[] rest = new byte[data.remaining()];
    data.get(rest);
    return rest;
  }
}
