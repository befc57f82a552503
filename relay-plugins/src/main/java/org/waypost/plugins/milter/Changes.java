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

import java.io.IOException;
import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.waypost.plugins.message.Spool;

/** The changes that a milter asks for at the end of a message, within bounds. */
final class Changes {

  private static final int MOST = 1000;

  private final List<Change> list = new ArrayList<>();
  private final long longestBody;
  private Spool body;

  Changes(long longestBody) {
    this.longestBody = longestBody;
  }

  List<Change> list() {
    return list;
  }

  Optional<Spool> body() {
    return Optional.ofNullable(body);
  }

  /** Takes a packet that is a change; false for any other. */
  boolean take(Packet packet, Negotiation agreed) throws IOException {
    char command = packet.command();
    if ("hib+-2mqe".indexOf(command) < 0) {
      return false;
    }
    if (!agreed.allows(command)) {
      throw new ProtocolException("The milter changes what it did not ask for: '" + command + "'");
    }
    if (command == 'b') {
      body = body == null ? new Spool(longestBody) : body;
      body.write(packet.rest());
      return true;
    }
    if (list.size() == MOST) {
      throw new ProtocolException("The milter makes more than " + MOST + " changes");
    }
    list.add(change(packet));
    return true;
  }

  private static Change change(Packet packet) throws ProtocolException {
    return switch (packet.command()) {
      case 'h' -> new Change.AddHeader(packet.text(), packet.text());
      case 'i' -> new Change.InsertHeader(packet.number(), packet.text(), packet.text());
      case 'm' -> new Change.ChangeHeader(packet.number(), packet.text(), packet.text());
      case 'e' -> new Change.ChangeSender(packet.text());
      case '+', '2' -> new Change.AddRecipient(packet.text());
      case '-' -> new Change.RemoveRecipient(packet.text());
      case 'q' -> new Change.Quarantine(packet.text());
      default -> throw new ProtocolException("Not a change: '" + packet.command() + "'");
    };
  }

  void discard() throws IOException {
    if (body != null) {
      body.close();
    }
  }
}
