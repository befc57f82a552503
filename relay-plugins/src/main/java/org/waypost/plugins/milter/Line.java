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
import java.net.InetAddress;
import java.time.Duration;
import org.waypost.plugins.wire.Deadline;
import org.waypost.plugins.wire.ServiceConnection;

/**
 * A connection to a milter after the negotiation.
 *
 * @param connection to it
 * @param agreed what was agreed on
 * @param session the SMTP session that it was told of
 * @param since when it was last used, as {@link System#nanoTime} has it
 */
record Line(ServiceConnection connection, Negotiation agreed, Session session, long since) {

  /**
   * What a milter is told once a connection.
   *
   * @param client address of the client; null when it is not known
   * @param name of the client
   * @param helo of the client
   */
  record Session(InetAddress client, String name, String helo) {

    static Session of(MilterEnvelope envelope) {
      return new Session(envelope.client(), envelope.clientName(), envelope.helo());
    }
  }

  Line usedNow() {
    return new Line(connection, agreed, session, System.nanoTime());
  }

  /** Takes leave, and closes. That the milter is gone already is no fault any more. */
  void leave(Duration limit) throws IOException {
    try (connection) {
      connection.until(Deadline.in(limit));
      Packet.write(connection, 'Q', new byte[0], 0);
    } catch (IOException e) {
      connection.close();
    }
  }
}
