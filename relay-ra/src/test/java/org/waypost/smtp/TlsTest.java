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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waypost.api.listener.ListenerDefinition.AuthMode;
import org.waypost.api.listener.ListenerDefinition.TlsMode;
import org.waypost.api.settings.TlsSettings;
import org.waypost.smtp.tls.CertificateStore;

/** TLS over real sockets. */
class TlsTest {

  private static final SocketServer.Options STARTTLS =
      SocketServer.Options.of(TlsMode.STARTTLS, AuthMode.NONE);
  private static final SocketServer.Options REQUIRED =
      SocketServer.Options.of(TlsMode.STARTTLS_REQUIRED, AuthMode.NONE);
  private static final SocketServer.Options IMPLICIT =
      SocketServer.Options.of(TlsMode.IMPLICIT, AuthMode.NONE);

  @TempDir private Path data;
  private final ScriptedApplication application = new ScriptedApplication();
  private Path folder;
  private CertificateStore certificates;

  @BeforeEach
  void openTheStore() throws IOException {
    folder = data.resolve("tls");
    certificates = CertificateStore.open(TlsSettings.in(folder), "mx.example.org");
  }

  @AfterEach
  void closeTheStore() {
    certificates.close();
  }

  private SocketServer server(SocketServer.Options options) throws IOException {
    return new SocketServer(options, application, data, certificates);
  }

  private static SmtpClient secured(SocketServer server, String serverName) throws IOException {
    SmtpClient client = new SmtpClient(server.port());
    client.reply();
    client.ask("EHLO client");
    assertThat(client.ask("STARTTLS")).isEqualTo("220 2.0.0 Ready to start TLS");
    client.secure(serverName);
    return client;
  }

  private void put(String name, String host, CertificateBuilder.Algorithm algorithm)
      throws Exception {
    CertificateBuilder builder =
        new CertificateBuilder().algorithm(algorithm).setIsCertificateAuthority(true);
    // The builder takes no wildcard among the alternative names.
    X509Bundle made =
        host.startsWith("*")
            ? builder.subject("CN=" + host).buildSelfSigned()
            : builder.subject("CN=" + name).addSanDnsName(host).buildSelfSigned();
    Files.writeString(
        folder.resolve(name + ".pem"),
        made.getCertificatePathPEM()
            + "\n-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(made.getKeyPair().getPrivate().getEncoded())
            + "\n-----END PRIVATE KEY-----\n");
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void startTlsForgetsWhoTheClientIsAndIsNotOfferedAgain() throws Exception {
    try (SocketServer server = server(STARTTLS);
        SmtpClient client = new SmtpClient(server.port())) {
      assertThat(client.reply()).startsWith("220 ");
      assertThat(client.ask("EHLO client")).contains("STARTTLS").doesNotContain("REQUIRETLS");
      client.ask("STARTTLS");
      client.secure("mx.example.org");
      assertThat(client.ask("MAIL FROM:<a@example.com>")).isEqualTo("503 5.5.1 Say EHLO first");
      assertThat(client.ask("EHLO client")).doesNotContain("STARTTLS").contains("REQUIRETLS");
      assertThat(client.ask("STARTTLS")).isEqualTo("503 5.5.1 TLS is active already");
      assertThat(server.context.counters().figures().tlsHandshakes()).isEqualTo(1);
    }
  }

  @Test
  void theApplicationGetsToSeeVersionAndCipher() throws Exception {
    try (SocketServer server = server(STARTTLS);
        SmtpClient client = secured(server, null)) {
      client.ask("EHLO client");
      client.ask("MAIL FROM:<a@example.com>");
      client.ask("RCPT TO:<b@example.net>");
      client.ask("DATA");
      assertThat(client.ask("text\r\n.")).isEqualTo("250 2.6.0 Queued");
      var session = application.messages.get(0).envelope().session();
      assertThat(session.tls()).isEqualTo("TLSv1.3 TLS_AES_256_GCM_SHA384");
      assertThat(session.protocol()).isEqualTo("ESMTPS");
    }
  }

  // RFC 3207 4.2, and what became known as CVE-2011-0411.
  @Test
  void whatComesBehindStartTlsInOnePacketIsForgotten() throws Exception {
    try (SocketServer server = server(STARTTLS);
        SmtpClient client = new SmtpClient(server.port())) {
      client.reply();
      client.ask("EHLO client");
      client.send(
          "STARTTLS\r\nEHLO injected\r\nMAIL FROM:<evil@example.com>\r\nRCPT TO:<b@example.net>\r\n");
      assertThat(client.reply()).startsWith("220 ");
      client.secure(null);
      assertThat(client.ask("RCPT TO:<b@example.net>")).isEqualTo("503 5.5.1 Say MAIL first");
      assertThat(client.ask("NOOP")).isEqualTo("250 2.0.0 OK");
    }
  }

  @Test
  void whatComesInClearBeforeTheHandshakeIsNeverObeyed() throws Exception {
    try (SocketServer server = server(STARTTLS);
        SmtpClient client = new SmtpClient(server.port())) {
      client.reply();
      client.ask("STARTTLS");
      client.send("EHLO injected\r\n");
      String reply = client.reply();
      assertThat(reply == null || !reply.contains("250")).as(reply).isTrue();
      await(() -> server.context.counters().figures().tlsFailures() == 1);
    }
  }

  @Test
  void startTlsHasItsPlace() throws Exception {
    try (SocketServer server = server(STARTTLS);
        SmtpClient client = new SmtpClient(server.port())) {
      client.reply();
      assertThat(client.ask("STARTTLS now")).isEqualTo("501 5.5.4 STARTTLS takes no argument");
      client.ask("EHLO client");
      client.ask("MAIL FROM:<a@example.com>");
      assertThat(client.ask("STARTTLS")).isEqualTo("503 5.5.1 A transaction is under way");
    }
    try (SocketServer server = server(SocketServer.Options.of(TlsMode.NONE, AuthMode.NONE));
        SmtpClient client = new SmtpClient(server.port())) {
      client.reply();
      assertThat(client.ask("EHLO client")).doesNotContain("STARTTLS");
      assertThat(client.ask("STARTTLS")).isEqualTo("502 5.5.1 STARTTLS is not offered here");
    }
  }

  // RFC 3207 4
  @Test
  void whereTlsIsRequiredNothingElseIsObeyed() throws Exception {
    try (SocketServer server = server(REQUIRED);
        SmtpClient client = new SmtpClient(server.port())) {
      client.reply();
      assertThat(client.ask("EHLO client")).contains("STARTTLS");
      assertThat(client.ask("NOOP")).startsWith("250");
      for (String command :
          new String[] {"HELO c", "MAIL FROM:<>", "RCPT TO:<b@x.org>", "RSET", "VRFY a", "AUTH"}) {
        assertThat(client.ask(command)).isEqualTo("530 5.7.0 Say STARTTLS first");
      }
    }
    try (SocketServer server = server(REQUIRED);
        SmtpClient client = secured(server, null)) {
      assertThat(client.ask("EHLO client")).startsWith("250");
      assertThat(client.ask("MAIL FROM:<>")).startsWith("250");
      assertThat(client.ask("QUIT")).startsWith("221");
    }
  }

  @Test
  void implicitTlsComesBeforeTheGreeting() throws Exception {
    try (SocketServer server = server(IMPLICIT);
        SmtpClient client = new SmtpClient(server.port())) {
      client.secure(null);
      assertThat(client.reply()).isEqualTo("220 mx.example.org ESMTP Waypost");
      assertThat(client.ask("EHLO client")).doesNotContain("STARTTLS");
      assertThat(client.ask("STARTTLS")).startsWith("503 ");
    }
  }

  @Test
  void aClientThatSpeaksNoTlsIsHungUpOn() throws Exception {
    try (SocketServer server = server(IMPLICIT);
        SmtpClient client = new SmtpClient(server.port())) {
      client.send("EHLO client\r\n");
      String reply = client.reply();
      assertThat(reply == null || !reply.contains("250")).as(reply).isTrue();
      await(() -> server.context.counters().figures().tlsFailures() == 1);
    }
  }

  @Test
  void aHandshakeHasItsTime() throws Exception {
    try (SocketServer server = server(IMPLICIT.withHandshake(Duration.ofMillis(200)));
        SmtpClient client = new SmtpClient(server.port())) {
      assertThat(client.reply()).isNull();
      assertThat(server.context.counters().figures().tlsFailures()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void speaksBothVersionsAndResumesSessions(String version) throws Exception {
    try (SocketServer server = server(IMPLICIT)) {
      SSLContext context = SmtpClient.context();
      long created = 0;
      for (int i = 0; i < 2; i++) {
        try (SmtpClient client = new SmtpClient(server.port())) {
          SSLSession session = client.secure(context, null, version).getSession();
          assertThat(session.getProtocol()).isEqualTo(version);
          assertThat(session.getCipherSuite()).doesNotContain("TLS_RSA_", "_CBC_");
          assertThat(client.reply()).startsWith("220 ");
          if (i == 1) {
            assertThat(session.getCreationTime()).as("resumed").isEqualTo(created);
          }
          created = session.getCreationTime();
          client.ask("QUIT");
        }
        Thread.sleep(2);
      }
    }
  }

  @Test
  void refusesVersionsThatAreNotConfigured() throws Exception {
    certificates.close();
    certificates =
        CertificateStore.open(
            new TlsSettings(
                folder,
                java.util.Optional.empty(),
                java.util.Optional.empty(),
                java.util.List.of("TLSv1.3")),
            "mx.example.org");
    try (SocketServer server = server(IMPLICIT);
        SmtpClient client = new SmtpClient(server.port())) {
      assertThatThrownBy(() -> client.secure(SmtpClient.context(), null, "TLSv1.2"))
          .isInstanceOf(SSLException.class);
    }
  }

  private String shown(SocketServer server, String name) throws IOException {
    try (SmtpClient client = new SmtpClient(server.port())) {
      SSLSocket socket = client.secure(name);
      X509Certificate shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
      return shown.getSubjectX500Principal().getName();
    }
  }

  @Test
  void showsTheCertificateOfTheNameThatIsAskedFor() throws Exception {
    put("one", "one.example.org", CertificateBuilder.Algorithm.ecp256);
    put("two", "*.two.example.org", CertificateBuilder.Algorithm.rsa2048);
    put("zed", "a.two.example.org", CertificateBuilder.Algorithm.ecp256);
    var unused = certificates.reload();
    try (SocketServer server = server(IMPLICIT)) {
      assertThat(shown(server, "one.example.org")).isEqualTo("CN=one");
      assertThat(shown(server, "ONE.example.org")).isEqualTo("CN=one");
      assertThat(shown(server, "x.two.example.org")).isEqualTo("CN=*.two.example.org");
      assertThat(shown(server, "a.two.example.org")).isEqualTo("CN=zed");
      assertThat(shown(server, "x.y.two.example.org")).isEqualTo("CN=one");
      assertThat(shown(server, "mx.example.org")).contains("O=Waypost self-signed");
      assertThat(shown(server, "nobody.example.org")).isEqualTo("CN=one");
      assertThat(shown(server, null)).isEqualTo("CN=one");
    }
  }

  @Test
  void aNewCertificateIsShownWithoutARestartAndOpenSessionsGoOn() throws Exception {
    put("one", "one.example.org", CertificateBuilder.Algorithm.ecp256);
    var before = certificates.reload();
    try (SocketServer server = server(IMPLICIT);
        SmtpClient open = new SmtpClient(server.port())) {
      open.secure(null);
      open.reply();
      put("default", "new.example.org", CertificateBuilder.Algorithm.ecp256);
      assertThat(certificates.reload()).isNotEqualTo(before);
      assertThat(shown(server, null)).isEqualTo("CN=default");
      assertThat(open.ask("NOOP")).startsWith("250");
    }
  }

  @Test
  void aCloseOfTlsWithinDataMakesNoMessage() throws Exception {
    try (SocketServer server = server(STARTTLS)) {
      try (SmtpClient client = secured(server, null)) {
        client.ask("EHLO client");
        client.ask("MAIL FROM:<a@example.com>");
        client.ask("RCPT TO:<b@example.net>");
        client.ask("DATA");
        client.send("text\r\n.\r");
      }
      await(() -> server.context.counters().figures().connectionsNow() == 0);
      assertThat(application.messages).isEmpty();
    }
  }

  @Test
  void aCloseOfTlsWithinAChunkMakesNoMessage() throws Exception {
    try (SocketServer server = server(STARTTLS)) {
      try (SmtpClient client = secured(server, null)) {
        client.ask("EHLO client");
        client.ask("MAIL FROM:<a@example.com>");
        client.ask("RCPT TO:<b@example.net>");
        assertThat(client.ask("BDAT 6\r\ntext")).startsWith("250 ");
        client.send("BDAT 10 LAST\r\nshort");
      }
      await(() -> server.context.counters().figures().connectionsNow() == 0);
      assertThat(application.messages).isEmpty();
    }
  }

  @Test
  void withoutACertificateStartTlsIsNotOffered() throws Exception {
    certificates.close();
    Files.delete(folder.resolve("self-signed.pem"));
    Files.writeString(folder.resolve("bad.pem"), "");
    certificates = CertificateStore.open(TlsSettings.in(folder), "mx.example.org");
    try (SocketServer server = server(STARTTLS);
        SmtpClient client = new SmtpClient(server.port())) {
      client.reply();
      assertThat(client.ask("EHLO client")).doesNotContain("STARTTLS");
      assertThat(client.ask("STARTTLS")).startsWith("454 4.7.0 ");
    }
    try (SocketServer server = server(IMPLICIT);
        SmtpClient client = new SmtpClient(server.port())) {
      assertThat(client.reply()).isNull();
    }
  }
}
