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
package org.waypost.smtp.session;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.waypost.api.listener.ListenerDefinition;
import org.waypost.api.smtp.ListenerRole;
import org.waypost.smtp.tls.TlsSession;

/** Clients without a session, for what only looks at them. */
public final class Clients {

  private Clients() {}

  /** One without TLS. */
  public static Client inClear() {
    InetSocketAddress address = new InetSocketAddress("127.0.0.1", 4711);
    return new Client(
        new ListenerSettings(
            ListenerDefinition.of("test", ListenerRole.RELAY, 0),
            "mx.example.org",
            List.of(),
            1,
            1),
        address,
        address);
  }

  /** One with TLS, but without certificates. */
  public static Client secured() {
    Client client = inClear();
    client.secured(new TlsSession("TLSv1.3 X", Optional.empty(), Optional.empty()));
    return client;
  }
}
