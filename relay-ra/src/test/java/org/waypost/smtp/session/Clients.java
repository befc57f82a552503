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
            ListenerDefinition.of("test", ListenerRole.RELAY, 0), "mx.example.org", List.of(), 1, 1),
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
