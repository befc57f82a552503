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

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.api.net.Network;
import org.waypost.smtp.session.ListenerSettings;

/** Who may connect, and how often at one time. */
class ConnectionLimitsTest {

  private static final String TOO_MANY = "421 4.3.2 Too many connections, try again later\r\n";
  private static final String NOT_ALLOWED = "554 5.7.1 No service for your network\r\n";

  @TempDir private Path spool;

  private EmbeddedServer server(ListenerSettings settings, String client) {
    return new EmbeddedServer(new ScriptedApplication(), spool, 1000, settings, client);
  }

  private static void assertGreeted(EmbeddedServer server) {
    assertThat(server.replies()).startsWith("220 ");
    assertThat(server.channel.isOpen()).isTrue();
  }

  private static void assertRefused(EmbeddedServer server, String reply) {
    assertThat(server.replies()).isEqualTo(reply);
    assertThat(server.channel.isOpen()).isFalse();
  }

  @Test
  void countsConnectionsInAll() {
    EmbeddedServer first = server(Altered.connections(2, 2, 2), "192.0.2.1");
    EmbeddedServer second = first.another("198.51.100.1");
    assertGreeted(first);
    assertGreeted(second);
    assertRefused(first.another("203.0.113.1"), TOO_MANY);
    var unused = second.channel.close();
    assertGreeted(first.another("203.0.113.1"));
    assertThat(first.context.counters().figures().connectionsRefused()).isEqualTo(1);
    assertThat(first.context.counters().figures().connections()).isEqualTo(3);
    assertThat(first.context.counters().figures().connectionsNow()).isEqualTo(2);
  }

  @Test
  void keepsPlacesForThoseWhomTheRelayIsFor() {
    EmbeddedServer first = server(Altered.connections(10, 10, 10), "192.0.2.1");
    for (int i = 2; i < 10; i++) {
      assertGreeted(first.another("192.0." + i + ".1"));
    }
    assertRefused(first.another("192.0.10.1"), TOO_MANY);
    assertGreeted(first.another("127.0.0.1"));
    assertRefused(first.another("127.0.0.1"), TOO_MANY);
  }

  @Test
  void countsConnectionsOfAnAddress() {
    EmbeddedServer first = server(Altered.connections(9, 2, 9), "192.0.2.1");
    EmbeddedServer second = first.another("192.0.2.1");
    assertRefused(first.another("192.0.2.1"), TOO_MANY);
    assertGreeted(first.another("192.0.2.2"));
    var unused = second.channel.close();
    assertGreeted(first.another("192.0.2.1"));
  }

  @Test
  void countsConnectionsOfANetwork() {
    EmbeddedServer first = server(Altered.connections(9, 9, 2), "192.0.2.1");
    assertGreeted(first.another("192.0.2.200"));
    assertRefused(first.another("192.0.2.3"), TOO_MANY);
    assertGreeted(first.another("192.0.3.3"));
    assertGreeted(first.another("2001:db8:0:1::1"));
    assertGreeted(first.another("2001:db8:0:1:ffff::2"));
    assertRefused(first.another("2001:db8:0:1::3"), TOO_MANY);
    assertGreeted(first.another("2001:db8:0:2::3"));
  }

  @Test
  void letsInWhoIsAllowed() {
    ListenerSettings settings =
        Altered.definition(
            old ->
                Altered.with(
                    old,
                    "allowedNetworks",
                    List.of(Network.parse("192.0.2.0/24"), Network.parse("2001:db8::/32"))));
    EmbeddedServer first = server(settings, "192.0.2.1");
    assertGreeted(first);
    assertGreeted(first.another("2001:db8::1"));
    assertRefused(first.another("198.51.100.1"), NOT_ALLOWED);
    assertRefused(first.another("2001:db9::1"), NOT_ALLOWED);
    assertThat(first.context.tally().connections().total()).isEqualTo(2);
  }

  @Test
  void countsTheClientBehindAProxy() {
    ListenerSettings settings =
        Altered.with(
            Altered.connections(9, 1, 9),
            "definition",
            Altered.with(
                Altered.connections(9, 1, 9).definition(),
                "proxies",
                List.of(Network.parse("192.0.2.1"))));
    EmbeddedServer first = server(settings, "192.0.2.1");
    EmbeddedServer second = first.another("192.0.2.1");
    EmbeddedServer third = first.another("192.0.2.1");
    assertGreeted(first);
    assertGreeted(second);
    assertGreeted(third);
    first.becomes(new InetSocketAddress("203.0.113.9", 1));
    second.becomes(new InetSocketAddress("203.0.113.9", 2));
    third.becomes(new InetSocketAddress("203.0.113.10", 2));
    assertThat(first.channel.isOpen()).isTrue();
    assertThat(second.replies()).isEqualTo(TOO_MANY);
    assertThat(second.channel.isOpen()).isFalse();
    assertThat(third.channel.isOpen()).isTrue();
    assertRefused(first.another("203.0.113.9"), TOO_MANY);
  }

  @Test
  void givesBackEveryPlace() {
    EmbeddedServer first = server(Altered.connections(9, 9, 9), "192.0.2.1");
    for (int i = 0; i < 50; i++) {
      EmbeddedServer other = first.another("192.0.2." + i % 7);
      assertGreeted(other);
      other.send(i % 2 == 0 ? "QUIT\r\n" : "EHLO");
      var unused = other.channel.close();
    }
    var unused = first.channel.close();
    assertThat(first.context.tally().connections().total()).isZero();
    assertThat(first.context.tally().connections().clients()).isZero();
    assertThat(first.context.tally().sessions().size()).isZero();
  }

  @Test
  void aProxyBringsStrangersAlsoWhereItMayRelayItself() {
    ListenerSettings few = Altered.connections(10, 10, 10);
    ListenerSettings settings =
        Altered.with(
            few,
            "definition",
            Altered.with(few.definition(), "proxies", SocketServer.Options.HERE));
    EmbeddedServer first = server(settings, "127.0.0.1");
    for (int i = 2; i < 10; i++) {
      assertGreeted(first.another("127.0.0.1"));
    }
    assertRefused(first.another("127.0.0.1"), TOO_MANY);
  }
}
