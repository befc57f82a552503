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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.waypost.api.listener.ListenerDefinition.AuthMode;
import org.waypost.api.listener.ListenerDefinition.TlsMode;
import org.waypost.api.settings.TlsSettings;
import org.waypost.api.smtp.SessionInfo;
import org.waypost.smtp.tls.CertificateStore;

/** The PROXY protocol and XCLIENT over real sockets. */
class ProxyTest {

  private static final String HERE = "127.0.0.1/32";
  private static final String ELSEWHERE = "192.0.2.0/24";
  private static final SocketServer.Options PLAIN =
      SocketServer.Options.of(TlsMode.NONE, AuthMode.REQUIRED);

  /** Signature, version 2 and PROXY, TCP over IPv4, 12 octets, 192.0.2.7:4000 to 192.0.2.1:25. */
  private static final String V2 =
      "0D0A0D0A000D0A515549540A" + "21" + "11" + "000C" + "C0000207" + "C0000201" + "0FA0" + "0019";

  /** The same with TCP over IPv6 and 2001:db8::7. */
  private static final String V2_IPV6 =
      "0D0A0D0A000D0A515549540A"
          + "21"
          + "21"
          + "0024"
          + "20010DB8000000000000000000000007"
          + "20010DB8000000000000000000000001"
          + "0FA0"
          + "0019";

  /** LOCAL, whatever else it says. */
  private static final String V2_LOCAL = V2.replaceFirst("2111000C", "2011000C");

  @TempDir private Path data;
  private final ScriptedApplication application = new ScriptedApplication();

  private SocketServer server(SocketServer.Options options) throws IOException {
    return new SocketServer(options, application, data, null);
  }

  private static SocketServer.Options headers(String proxies) {
    return SocketServer.Options.of(TlsMode.NONE, AuthMode.NONE).withProxies(proxies, true);
  }

  private SessionInfo sendMail(SmtpClient client) throws IOException {
    assertThat(client.reply()).startsWith("220 ");
    client.ask("EHLO client");
    client.ask("MAIL FROM:<a@example.com>");
    client.ask("RCPT TO:<b@example.net>");
    client.ask("DATA");
    assertThat(client.ask("text\r\n.")).startsWith("250 ");
    return application.messages.get(0).envelope().session();
  }

  @ParameterizedTest
  @CsvSource({
    "PROXY TCP4 192.0.2.7 192.0.2.1 4000 25, 192.0.2.7:4000, 192.0.2.1:25",
    "PROXY TCP6 2001:db8::7 2001:db8::1 4000 25,"
        + " [2001:db8:0:0:0:0:0:7]:4000, [2001:db8:0:0:0:0:0:1]:25"
  })
  void versionOne(String header, String remote, String local) throws Exception {
    try (SocketServer server = server(headers(HERE));
        SmtpClient client = new SmtpClient(server.port())) {
      client.send(header + "\r\n");
      SessionInfo session = sendMail(client);
      assertThat(session.remote()).hasToString("/" + remote);
      assertThat(session.local()).hasToString("/" + local);
      assertThat(session.trusted()).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({V2 + ", 192.0.2.7:4000", V2_IPV6 + ", [2001:db8:0:0:0:0:0:7]:4000"})
  void versionTwo(String header, String remote) throws Exception {
    try (SocketServer server = server(headers(HERE));
        SmtpClient client = new SmtpClient(server.port())) {
      byte[] octets = HexFormat.of().parseHex(header);
      // In two pieces, as a network may have it.
      client.send(java.util.Arrays.copyOf(octets, 7));
      client.send(java.util.Arrays.copyOfRange(octets, 7, octets.length));
      assertThat(sendMail(client).remote()).hasToString("/" + remote);
    }
  }

  @Test
  void itsOwnConnectionKeepsTheAddressOfTheSocket() throws Exception {
    for (byte[] header :
        new byte[][] {
          HexFormat.of().parseHex(V2_LOCAL), "PROXY UNKNOWN\r\n".getBytes(StandardCharsets.US_ASCII)
        }) {
      application.messages.clear();
      try (SocketServer server = server(headers(HERE));
          SmtpClient client = new SmtpClient(server.port())) {
        client.send(header);
        assertThat(sendMail(client).remote().getHostString()).isEqualTo("127.0.0.1");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "EHLO client of a mail server\r\n",
        "PROXY TCP4 192.0.2.300 192.0.2.1 4000 25\r\n",
        "PROXY TCP4 192.0.2.7 192.0.2.1 4000 99999\r\n",
        "PROXY TCP4 192.0.2.7\r\n",
        "PROXY TCP4 name.example.org 192.0.2.1 4000 25\r\n",
        "PROXY UDP4 192.0.2.7 192.0.2.1 4000 25\r\n"
      })
  void whatIsNoHeaderClosesTheConnection(String sent) throws Exception {
    try (SocketServer server = server(headers(HERE));
        SmtpClient client = new SmtpClient(server.port())) {
      client.send(sent);
      assertThat(client.reply()).isNull();
    }
  }

  @Test
  void aHeaderFromElsewhereClosesTheConnection() throws Exception {
    try (SocketServer server = server(headers(ELSEWHERE));
        SmtpClient client = new SmtpClient(server.port())) {
      assertThat(client.reply()).isNull();
    }
  }

  @Test
  void noHeaderInTimeClosesTheConnection() throws Exception {
    try (SocketServer server = server(headers(HERE).withHandshake(Duration.ofMillis(100)));
        SmtpClient client = new SmtpClient(server.port())) {
      assertThat(client.reply()).isNull();
    }
  }

  @Test
  void theHeaderComesBeforeTls() throws Exception {
    SocketServer.Options options =
        SocketServer.Options.of(TlsMode.IMPLICIT, AuthMode.NONE).withProxies(HERE, true);
    try (CertificateStore certificates =
            CertificateStore.open(TlsSettings.in(data.resolve("tls")), "mx.example.org");
        SocketServer server = new SocketServer(options, application, data, certificates);
        SmtpClient client = new SmtpClient(server.port())) {
      client.send("PROXY TCP4 192.0.2.7 192.0.2.1 4000 25\r\n");
      client.secure(null);
      SessionInfo session = sendMail(client);
      assertThat(session.remote()).hasToString("/192.0.2.7:4000");
      assertThat(session.tls()).startsWith("TLSv1.3 ");
    }
  }

  @Test
  void whatFollowsTheHeaderInOnePacketIsForTheSession() throws Exception {
    try (SocketServer server = server(headers(HERE));
        SmtpClient client = new SmtpClient(server.port())) {
      ByteArrayOutputStream both = new ByteArrayOutputStream();
      both.writeBytes(HexFormat.of().parseHex(V2));
      both.writeBytes("NOOP\r\n".getBytes(StandardCharsets.US_ASCII));
      client.send(both.toByteArray());
      assertThat(client.reply()).startsWith("220 ");
      assertThat(client.reply()).startsWith("250 ");
    }
  }

  @Test
  void xclientSaysWhoTheClientIs() throws Exception {
    try (SocketServer server = server(PLAIN.withProxies(HERE, false));
        SmtpClient client = new SmtpClient(server.port())) {
      client.reply();
      assertThat(client.ask("EHLO proxy"))
          .contains("XCLIENT NAME ADDR PORT PROTO HELO LOGIN DESTADDR DESTPORT");
      assertThat(
              client.ask(
                  "XCLIENT NAME=spike.example.org ADDR=192.0.2.7 PORT=4000 PROTO=ESMTP"
                      + " HELO=spike LOGIN=an+2Bna DESTADDR=IPv6:2001:db8::1 DESTPORT=25"))
          .isEqualTo("220 mx.example.org ESMTP Waypost");
      client.ask("MAIL FROM:<a@example.com>");
      client.ask("RCPT TO:<b@example.net>");
      client.ask("DATA");
      assertThat(client.ask("text\r\n.")).startsWith("250 ");
      SessionInfo session = application.messages.get(0).envelope().session();
      assertThat(session.remote()).hasToString("/192.0.2.7:4000");
      assertThat(session.local()).hasToString("/[2001:db8:0:0:0:0:0:1]:25");
      assertThat(session.helo()).isEqualTo("spike");
      assertThat(session.user()).isEqualTo("an+na");
      assertThat(session.protocol()).isEqualTo("ESMTPA");
      assertThat(session.trusted()).isFalse();
    }
  }

  @Test
  void xclientForgetsWhatWasKnown() throws Exception {
    try (SocketServer server = server(PLAIN.withProxies(HERE, false));
        SmtpClient client = new SmtpClient(server.port())) {
      client.reply();
      client.ask("EHLO proxy");
      client.ask("XCLIENT LOGIN=anna HELO=c");
      assertThat(client.ask("MAIL FROM:<a@example.com>")).startsWith("250 ");
      assertThat(client.ask("XCLIENT ADDR=192.0.2.7"))
          .isEqualTo("503 5.5.1 A transaction is under way");
      client.ask("RSET");
      assertThat(client.ask("XCLIENT ADDR=[UNAVAILABLE] NAME=[TEMPUNAVAIL] LOGIN=[UNAVAILABLE]"))
          .startsWith("220 ");
      assertThat(client.ask("MAIL FROM:<a@example.com>")).isEqualTo("503 5.5.1 Say EHLO first");
      client.ask("EHLO again");
      assertThat(client.ask("MAIL FROM:<a@example.com>")).startsWith("530 ");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "XCLIENT",
        "XCLIENT ADDR",
        "XCLIENT COLOUR=red",
        "XCLIENT ADDR=spike.example.org",
        "XCLIENT ADDR=192.0.2.300",
        "XCLIENT PORT=65536",
        "XCLIENT PORT=-1",
        "XCLIENT PROTO=UUCP",
        "XCLIENT HELO=a+0D+0Ab",
        "XCLIENT LOGIN=",
        "XCLIENT NAME=+4"
      })
  void malformedXclient(String command) throws Exception {
    try (SocketServer server = server(PLAIN.withProxies(HERE, false));
        SmtpClient client = new SmtpClient(server.port())) {
      client.reply();
      assertThat(client.ask(command)).startsWith("501 5.5.4 ");
    }
  }

  @Test
  void xclientFromElsewhereIsRefused() throws Exception {
    try (SocketServer server = server(PLAIN.withProxies(ELSEWHERE, false));
        SmtpClient client = new SmtpClient(server.port())) {
      client.reply();
      assertThat(client.ask("EHLO client")).doesNotContain("XCLIENT");
      assertThat(client.ask("XCLIENT ADDR=192.0.2.7"))
          .isEqualTo("550 5.7.0 You are not one of the proxies");
    }
  }

  @Test
  void aClientBehindAHeaderIsNotTheProxy() throws Exception {
    try (SocketServer server = server(headers(HERE));
        SmtpClient client = new SmtpClient(server.port())) {
      client.send("PROXY TCP4 192.0.2.7 192.0.2.1 4000 25\r\n");
      client.reply();
      assertThat(client.ask("EHLO client")).doesNotContain("XCLIENT");
      assertThat(client.ask("XCLIENT ADDR=127.0.0.1 LOGIN=admin"))
          .isEqualTo("550 5.7.0 You are not one of the proxies");
    }
  }

  @Test
  void whomAProxyHasNamedIsNotTheProxy() throws Exception {
    try (SocketServer server = server(PLAIN.withProxies(HERE, false));
        SmtpClient client = new SmtpClient(server.port())) {
      client.reply();
      assertThat(client.ask("XCLIENT ADDR=192.0.2.7")).startsWith("220 ");
      assertThat(client.ask("EHLO client")).doesNotContain("XCLIENT");
      assertThat(client.ask("XCLIENT LOGIN=admin")).startsWith("550 5.7.0 ");
      assertThat(client.ask("MAIL FROM:<a@example.com>")).startsWith("530 5.7.0 ");
    }
  }

  @Test
  void whoseAddressTheProxyDoesNotKnowIsTrustedByNobody() throws Exception {
    SocketServer.Options options = SocketServer.Options.of(TlsMode.NONE, AuthMode.NONE);
    try (SocketServer server = server(options.withProxies(HERE, false));
        SmtpClient client = new SmtpClient(server.port())) {
      client.reply();
      client.send("XCLIENT ADDR=[UNAVAILABLE]\r\n");
      SessionInfo session = sendMail(client);
      assertThat(session.trusted()).isFalse();
      assertThat(session.remote().getHostString()).isEqualTo("0.0.0.0");
    }
  }
}
