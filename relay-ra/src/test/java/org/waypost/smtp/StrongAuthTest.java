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

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
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
import org.waypost.api.smtp.Credentials;
import org.waypost.smtp.tls.CertificateStore;

/** What rests on the TLS of the connection: channel binding, and certificates of clients. */
class StrongAuthTest {

  private static final SocketServer.Options OPTIONS =
      SocketServer.Options.of(TlsMode.IMPLICIT, AuthMode.OFFERED).withClientCertificates();

  @TempDir private Path data;
  private final ScriptedApplication application = new ScriptedApplication();
  private X509Bundle authority;
  private CertificateStore certificates;

  @BeforeEach
  void makeAuthority() throws Exception {
    authority =
        new CertificateBuilder()
            .subject("CN=authority")
            .setIsCertificateAuthority(true)
            .buildSelfSigned();
    Path file = data.resolve("ca.pem");
    Files.writeString(file, authority.getCertificatePEM());
    certificates =
        CertificateStore.open(
            new TlsSettings(
                data.resolve("tls"), Optional.empty(), Optional.of(file), TlsSettings.PROTOCOLS),
            "mx.example.org");
  }

  @AfterEach
  void close() {
    certificates.close();
  }

  private SocketServer server() throws IOException {
    return new SocketServer(OPTIONS, application, data, certificates);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(String challenge) {
    return new String(Base64.getDecoder().decode(challenge.substring(4)), StandardCharsets.UTF_8);
  }

  private static byte[] endPoint(SSLSocket socket) throws Exception {
    return MessageDigest.getInstance("SHA-256")
        .digest(socket.getSession().getPeerCertificates()[0].getEncoded());
  }

  private static String scram(SmtpClient client, ScramClient scram) throws IOException {
    String challenge = client.ask("AUTH SCRAM-SHA-256-PLUS " + base64(scram.first()));
    if (!challenge.startsWith("334")) {
      return challenge;
    }
    String proof = client.ask(base64(scram.last(text(challenge))));
    return proof.startsWith("334") && scram.isServer(text(proof)) ? client.ask("") : proof;
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void bindsToTheChannelAlsoInAResumedSession(String version) throws Exception {
    try (SocketServer server = server()) {
      SSLContext context = SmtpClient.context();
      for (int i = 0; i < 2; i++) {
        try (SmtpClient client = new SmtpClient(server.port())) {
          SSLSocket socket = client.secure(context, null, version);
          client.reply();
          assertThat(client.ask("EHLO c")).contains("SCRAM-SHA-256-PLUS");
          assertThat(
                  scram(
                      client,
                      new ScramClient(
                          "p=tls-server-end-point,,",
                          "anna",
                          "abcdefgh",
                          "secret",
                          endPoint(socket))))
              .isEqualTo("235 2.7.0 Signed in");
          client.ask("QUIT");
        }
      }
    }
  }

  @Test
  void anotherChannelIsRefused() throws Exception {
    try (SocketServer server = server();
        SmtpClient client = new SmtpClient(server.port())) {
      SSLSocket socket = client.secure(null);
      client.reply();
      client.ask("EHLO c");
      byte[] other = endPoint(socket);
      other[0] ^= 1;
      assertThat(
              scram(
                  client,
                  new ScramClient("p=tls-server-end-point,,", "anna", "abcd", "secret", other)))
          .isEqualTo("535 5.7.8 Credentials are not right");
      assertThat(application.signIns).endsWith(new Credentials.ScramEnd(null, "anna", false));
    }
  }

  // RFC 5802 6
  @Test
  void aDowngradeIsNoticed() throws Exception {
    try (SocketServer server = server();
        SmtpClient client = new SmtpClient(server.port())) {
      client.secure(null);
      client.reply();
      client.ask("EHLO c");
      assertThat(client.ask("AUTH SCRAM-SHA-256 " + base64("y,,n=anna,r=abc")))
          .isEqualTo("501 5.5.2 The server does offer channel binding");
      assertThat(client.ask("AUTH SCRAM-SHA-256-PLUS " + base64("n,,n=anna,r=abc")))
          .startsWith("501 5.5.2 ");
      assertThat(client.ask("AUTH SCRAM-SHA-256-PLUS " + base64("p=tls-unique,,n=anna,r=abc")))
          .isEqualTo("501 5.5.2 The channel binding that is offered is tls-server-end-point");
      assertThat(client.ask("AUTH SCRAM-SHA-256 " + base64("n,,n=anna,r=abc"))).startsWith("334 ");
    }
  }

  private static KeyManager[] keys(X509Bundle client) throws Exception {
    return client.toKeyManagerFactory().getKeyManagers();
  }

  private X509Bundle client(X509Bundle issuer) throws Exception {
    return new CertificateBuilder()
        .subject("CN=anna")
        .addExtendedKeyUsageClientAuth()
        .buildIssuedBy(issuer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void externalTakesTheCertificateAlsoOfAResumedSession(String version) throws Exception {
    try (SocketServer server = server()) {
      SSLContext context = SmtpClient.context(keys(client(authority)));
      for (int i = 0; i < 2; i++) {
        try (SmtpClient client = new SmtpClient(server.port())) {
          client.secure(context, null, version);
          client.reply();
          assertThat(client.ask("EHLO c")).contains(" EXTERNAL ");
          assertThat(client.ask("AUTH EXTERNAL =")).isEqualTo("235 2.7.0 Signed in");
          client.ask("QUIT");
        }
      }
      assertThat(application.signIns)
          .hasSize(2)
          .allMatch(
              asked ->
                  asked instanceof Credentials.ClientCertificate shown
                      && shown.authorization() == null
                      && shown.certificate().getSubjectX500Principal().getName().equals("CN=anna"));
    }
  }

  @Test
  void externalCarriesAnAuthorizationIdentity() throws Exception {
    try (SocketServer server = server();
        SmtpClient client = new SmtpClient(server.port())) {
      client.secure(null, keys(client(authority)));
      client.reply();
      client.ask("EHLO c");
      assertThat(client.ask("AUTH EXTERNAL")).isEqualTo("334 ");
      assertThat(client.ask(base64("otto"))).startsWith("235 ");
      assertThat(((Credentials.ClientCertificate) application.signIns.get(0)).authorization())
          .isEqualTo("otto");
    }
  }

  @Test
  void aCertificateOfSomebodyElseIsServedButProvesNothing() throws Exception {
    X509Bundle stranger =
        new CertificateBuilder()
            .subject("CN=authority")
            .setIsCertificateAuthority(true)
            .buildSelfSigned();
    try (SocketServer server = server();
        SmtpClient client = new SmtpClient(server.port())) {
      client.secure(null, keys(client(stranger)));
      client.reply();
      assertThat(client.ask("EHLO c")).startsWith("250").doesNotContain("EXTERNAL");
      assertThat(client.ask("AUTH EXTERNAL ="))
          .isEqualTo("504 5.5.4 Mechanism not possible in this session");
    }
  }

  @Test
  void withoutACertificateTheClientIsServedToo() throws Exception {
    try (SocketServer server = server();
        SmtpClient client = new SmtpClient(server.port())) {
      client.secure(null);
      client.reply();
      assertThat(client.ask("EHLO c")).startsWith("250").doesNotContain("EXTERNAL");
    }
  }

  @Test
  void whereBindingIsNotOfferedAClientThatCouldIsServed() throws Exception {
    SocketServer.Options options =
        new SocketServer.Options(
            TlsMode.IMPLICIT,
            false,
            AuthMode.OFFERED,
            Set.of("SCRAM-SHA-256"),
            SocketServer.Options.HERE,
            List.of(),
            false,
            Duration.ofSeconds(20));
    try (SocketServer server = new SocketServer(options, application, data, certificates);
        SmtpClient client = new SmtpClient(server.port())) {
      client.secure(null);
      client.reply();
      assertThat(client.ask("EHLO c")).doesNotContain("PLUS");
      assertThat(client.ask("AUTH SCRAM-SHA-256 " + base64("y,,n=anna,r=abc"))).startsWith("334 ");
    }
  }
}
