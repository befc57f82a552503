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
package org.waypost.smtp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.waypost.api.listener.ListenerDefinition;
import org.waypost.api.listener.ListenerDefinition.AuthMode;
import org.waypost.api.listener.ListenerDefinition.TlsMode;
import org.waypost.api.listener.ListenerLimits;
import org.waypost.api.net.Network;
import org.waypost.api.smtp.ListenerRole;
import org.waypost.smtp.command.StandardDialect;
import org.waypost.smtp.content.ContentStore;
import org.waypost.smtp.content.MemoryBudget;
import org.waypost.smtp.content.SpoolFolder;
import org.waypost.smtp.session.ListenerContext;
import org.waypost.smtp.session.ListenerSettings;
import org.waypost.smtp.session.ListenerTally;
import org.waypost.smtp.session.OpenSessions;
import org.waypost.smtp.session.SmtpApplication;
import org.waypost.smtp.tls.CertificateStore;

/** A listener on a port of its own, without an application server around it. */
final class SocketServer implements AutoCloseable {

  /** What the tests vary. */
  record Options(
      TlsMode tls,
      boolean clientCertificates,
      AuthMode auth,
      Set<String> mechanisms,
      List<Network> relayNetworks,
      List<Network> proxies,
      boolean proxyProtocol,
      Duration handshake) {

    static final List<Network> HERE = List.of(Network.parse("127.0.0.0/8"));

    static Options of(TlsMode tls, AuthMode auth) {
      return new Options(
          tls, false, auth, Set.of(), HERE, List.of(), false, Duration.ofSeconds(20));
    }

    Options withClientCertificates() {
      return new Options(
          tls, true, auth, mechanisms, relayNetworks, proxies, proxyProtocol, handshake);
    }

    Options withProxies(String network, boolean headers) {
      return new Options(
          tls,
          clientCertificates,
          auth,
          mechanisms,
          relayNetworks,
          List.of(Network.parse(network)),
          headers,
          handshake);
    }

    Options withHandshake(Duration limit) {
      return new Options(
          tls, clientCertificates, auth, mechanisms, relayNetworks, proxies, proxyProtocol, limit);
    }

    ListenerSettings settings() {
      ListenerLimits usual = ListenerLimits.DEFAULT;
      ListenerLimits.Time time = usual.time();
      ListenerLimits limits =
          new ListenerLimits(
              usual.connections(),
              usual.session(),
              new ListenerLimits.Time(
                  time.greetingDelay(),
                  time.greet(),
                  handshake,
                  time.command(),
                  time.silence(),
                  time.data(),
                  time.minDataRate(),
                  time.call(),
                  time.memory(),
                  Duration.ZERO),
              usual.size(),
              List.of());
      ListenerDefinition definition =
          new ListenerDefinition(
              "test",
              ListenerRole.RELAY,
              null,
              0,
              false,
              tls,
              clientCertificates,
              auth,
              mechanisms,
              List.of(),
              null,
              proxies,
              proxyProtocol,
              ListenerDefinition.LineEnds.REFUSE,
              List.of(),
              limits);
      return new ListenerSettings(definition, "mx.example.org", relayNetworks, 1_000_000, 100);
    }
  }

  final ListenerContext context;
  private final Transport transport = new Transport("test");
  private final ListenerSessions sessions = new ListenerSessions(transport);
  private final SmtpListener listener;

  SocketServer(
      Options options, SmtpApplication application, Path spool, CertificateStore certificates)
      throws IOException {
    this(options.settings(), application, spool, certificates);
  }

  SocketServer(
      ListenerSettings settings,
      SmtpApplication application,
      Path spool,
      CertificateStore certificates)
      throws IOException {
    ContentStore store =
        new ContentStore(
            new MemoryBudget(1 << 20), new SpoolFolder(spool, "test"), transport.disk(), 1 << 16);
    context =
        new ListenerContext(
            settings,
            StandardDialect.create(),
            application,
            store,
            ListenerTally.begin(new OpenSessions()),
            certificates);
    sessions.use(context);
    try {
      listener =
          SmtpListener.bind(
              new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), sessions, transport);
    } catch (BindFailedException e) {
      throw new IOException(e);
    }
    listener.open();
  }

  int port() {
    return ((InetSocketAddress) listener.address()).getPort();
  }

  @Override
  public void close() {
    listener.close();
    sessions.awaitEnd(Duration.ZERO);
    transport.close();
  }
}
