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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.waypost.api.listener.ListenerDefinition.AuthMode;
import org.waypost.api.listener.ListenerDefinition.TlsMode;
import org.waypost.api.settings.TlsSettings;
import org.waypost.api.smtp.Credentials;
import org.waypost.smtp.tls.CertificateStore;

/** AUTH in a session without a network, and over TLS where a mechanism needs it. */
class AuthTest {

  private static final SocketServer.Options CLEAR =
      SocketServer.Options.of(TlsMode.NONE, AuthMode.OFFERED);
  private static final SocketServer.Options REQUIRED =
      SocketServer.Options.of(TlsMode.NONE, AuthMode.REQUIRED);
  private static final SocketServer.Options IMPLICIT =
      SocketServer.Options.of(TlsMode.IMPLICIT, AuthMode.REQUIRED);

  @TempDir private Path data;
  private final ScriptedApplication application = new ScriptedApplication();

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(String challenge) {
    assertThat(challenge).startsWith("334 ");
    return new String(
        Base64.getDecoder().decode(challenge.substring(4).strip()), StandardCharsets.UTF_8);
  }

  private EmbeddedServer session(SocketServer.Options options) {
    EmbeddedServer server = new EmbeddedServer(application, data, 1 << 20, options.settings());
    server.send("EHLO client\r\n");
    server.replies();
    return server;
  }

  private static String ask(EmbeddedServer server, String line) {
    server.send(line + "\r\n");
    return server.replies();
  }

  private static void advance(EmbeddedServer server, long millis) {
    server.channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
    server.channel.runScheduledPendingTasks();
  }

  private static String scram(EmbeddedServer server, String name, String password) {
    ScramClient client = new ScramClient("n,,", name, "abcdefgh", password);
    String challenge = ask(server, "AUTH SCRAM-SHA-256 " + base64(client.first()));
    if (!challenge.startsWith("334")) {
      return challenge;
    }
    String proof = ask(server, base64(client.last(text(challenge))));
    if (!proof.startsWith("334")) {
      return proof;
    }
    assertThat(client.isServer(text(proof))).isTrue();
    return ask(server, "");
  }

  @Test
  void inClearOnlyWhatShowsNoPasswordIsOffered() {
    EmbeddedServer server = session(CLEAR);
    assertThat(ask(server, "EHLO client")).contains("AUTH SCRAM-SHA-256\r\n");
    for (String mechanism : new String[] {"PLAIN", "LOGIN", "OAUTHBEARER", "XOAUTH2"}) {
      assertThat(ask(server, "AUTH " + mechanism)).isEqualTo("538 5.7.11 Mechanism needs TLS\r\n");
    }
    assertThat(application.signIns).isEmpty();
  }

  @Test
  void scramSignsInWithoutTls() {
    EmbeddedServer server = session(CLEAR);
    assertThat(scram(server, "anna", "secret")).isEqualTo("235 2.7.0 Signed in\r\n");
    assertThat(application.signIns)
        .containsExactly(
            new Credentials.ScramStart(null, "anna"), new Credentials.ScramEnd(null, "anna", true));
    server.send("MAIL FROM:<a@example.com>\r\nRCPT TO:<b@example.net>\r\nDATA\r\n");
    server.send("x\r\n.\r\n");
    var session = application.messages.get(0).envelope().session();
    assertThat(session.user()).isEqualTo("anna");
    assertThat(session.protocol()).isEqualTo("ESMTPA");
    assertThat(server.context.counters().figures().signIns()).isEqualTo(1);
  }

  @Test
  void failuresAreToldLaterEveryTimeAndEndTheSession() {
    EmbeddedServer server = session(CLEAR);
    for (int i = 0; i < 3; i++) {
      assertThat(scram(server, "anna", "wrong")).isEmpty();
      long seconds = 1L << i;
      server.send("NOOP\r\n");
      advance(server, seconds * 1000 - 1);
      assertThat(server.replies()).isEmpty();
      advance(server, 1);
      assertThat(server.replies())
          .isEqualTo("535 5.7.8 Credentials are not right\r\n250 2.0.0 OK\r\n");
    }
    assertThat(scram(server, "anna", "wrong")).isEmpty();
    advance(server, 8000);
    assertThat(server.replies())
        .isEqualTo(
            "535 5.7.8 Credentials are not right\r\n421 4.7.0 Too many sign-ins have failed\r\n");
    assertThat(server.channel.isOpen()).isFalse();
    assertThat(server.context.counters().figures().signInFailures()).isEqualTo(4);
  }

  @Test
  void aClientThatIsGoneBeforeItsReplyIsNoFault() {
    EmbeddedServer server = session(CLEAR);
    assertThat(scram(server, "anna", "wrong")).isEmpty();
    var unused = server.channel.close();
    advance(server, 5000);
    assertThat(server.replies()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          down   | 454 4.7.0 Signing in is not possible right now, try again later
          boom   | 454 4.7.0 Signing in is not possible right now, try again later
          locked | 454 4.7.0 Too many failures, try again in 300 s
          """)
  void whatTheApplicationCannotSayNow(String name, String reply) {
    EmbeddedServer server = session(CLEAR);
    String told = scram(server, name, "secret");
    advance(server, 1000);
    assertThat(told + server.replies()).isEqualTo(reply + "\r\n");
  }

  @Test
  void theCommandHasItsPlace() {
    EmbeddedServer server = new EmbeddedServer(application, data, 1 << 20, CLEAR.settings());
    server.replies();
    assertThat(ask(server, "AUTH SCRAM-SHA-256")).isEqualTo("503 5.5.1 Say EHLO first\r\n");
    ask(server, "HELO client");
    assertThat(ask(server, "AUTH SCRAM-SHA-256")).isEqualTo("503 5.5.1 Say EHLO first\r\n");
    ask(server, "EHLO client");
    ask(server, "MAIL FROM:<>");
    assertThat(ask(server, "AUTH SCRAM-SHA-256"))
        .isEqualTo("503 5.5.1 A transaction is under way\r\n");
    ask(server, "RSET");
    assertThat(scram(server, "anna", "secret")).startsWith("235 ");
    assertThat(ask(server, "AUTH SCRAM-SHA-256"))
        .isEqualTo("503 5.5.1 You have signed in already\r\n");
    assertThat(ask(server, "STARTTLS")).startsWith("502 ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          AUTH                         | 501 5.5.4 AUTH mechanism [initial-response]
          AUTH SCRAM-SHA-256 a b       | 501 5.5.4 AUTH mechanism [initial-response]
          AUTH CRAM-MD5                | 504 5.5.4 Mechanism not known
          AUTH EXTERNAL                | 538 5.7.11 Mechanism needs TLS
          AUTH SCRAM-SHA-256-PLUS      | 538 5.7.11 Mechanism needs TLS
          AUTH SCRAM-SHA-256 bi        | 501 5.5.2 The message does not begin with a GS2 header
          AUTH SCRAM-SHA-256 =         | 501 5.5.2 The message does not begin with a GS2 header
          AUTH SCRAM-SHA-256 %%%%      | 501 5.5.2 Not base64
          """)
  void whatIsWrongWithTheCommand(String command, String reply) {
    assertThat(ask(session(CLEAR), command)).isEqualTo(reply + "\r\n");
  }

  @Test
  void notOfferedMeansNotObeyed() {
    EmbeddedServer server = session(SocketServer.Options.of(TlsMode.NONE, AuthMode.NONE));
    assertThat(ask(server, "EHLO c")).doesNotContain("AUTH");
    assertThat(ask(server, "AUTH SCRAM-SHA-256"))
        .isEqualTo("502 5.5.1 AUTH is not offered here\r\n");
    assertThat(ask(server, "MAIL FROM:<a@example.com> AUTH=<>")).startsWith("555 ");
  }

  @Test
  void anExchangeIsCancelledMalformedOrTooLong() {
    EmbeddedServer server = session(CLEAR);
    assertThat(ask(server, "AUTH SCRAM-SHA-256")).isEqualTo("334 \r\n");
    assertThat(ask(server, "*")).isEqualTo("501 5.7.0 Sign-in is cancelled\r\n");
    ask(server, "AUTH SCRAM-SHA-256");
    assertThat(ask(server, "not base64")).isEqualTo("501 5.5.2 Not base64\r\n");
    ask(server, "AUTH SCRAM-SHA-256");
    server.send("A".repeat(20_000));
    assertThat(server.replies()).isEqualTo("500 5.5.6 Response too long\r\n");
    assertThat(ask(server, "AAAA")).isEmpty();
    assertThat(ask(server, "NOOP")).isEqualTo("250 2.0.0 OK\r\n");
    ask(server, "AUTH SCRAM-SHA-256");
    server.send("AAAA\nQUIT\r\n");
    assertThat(server.replies()).startsWith("500 5.5.2 Bare LF");
    assertThat(ask(server, "NOOP")).isEqualTo("250 2.0.0 OK\r\n");
  }

  // RFC 4954 4: 12288 octets are enough for everybody.
  @Test
  void responsesAndTheCommandItselfMayBeLong() {
    EmbeddedServer server = session(CLEAR);
    String longMessage = base64("x".repeat(9_000));
    assertThat(ask(server, "auth SCRAM-SHA-256 " + longMessage))
        .startsWith("501 5.5.2 The message");
    ask(server, "AUTH SCRAM-SHA-256");
    assertThat(ask(server, longMessage)).startsWith("501 5.5.2 The message");
    assertThat(ask(server, "NOOP " + "x".repeat(9_000))).startsWith("500 5.5.2 Line too long");
  }

  @Test
  void whoHasToSignInMaySendNoMailBefore() {
    EmbeddedServer server = session(REQUIRED);
    assertThat(ask(server, "MAIL FROM:<a@example.com>"))
        .isEqualTo("530 5.7.0 Sign in first: AUTH\r\n");
    assertThat(scram(server, "anna", "secret")).startsWith("235 ");
    assertThat(ask(server, "MAIL FROM:<a@example.com>")).startsWith("250 ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          AUTH=<>                    | 250
          AUTH=e+3Dmc2@example.com   | 250
          AUTH                       | 501
          AUTH=a@@b                  | 501
          AUTH=+3                    | 501
          """)
  void theParameterOfMailIsChecked(String parameter, String code) {
    assertThat(ask(session(CLEAR), "MAIL FROM:<a@example.com> " + parameter)).startsWith(code);
  }

  @ParameterizedTest
  @ValueSource(ints = {257, 3000})
  void overLongNamesAreRefusedWithoutAsking(int length) {
    EmbeddedServer server = session(CLEAR);
    assertThat(scram(server, "a".repeat(length), "secret")).isEmpty();
    advance(server, 1000);
    assertThat(server.replies()).startsWith("535 5.7.8 ");
    assertThat(application.signIns).isEmpty();
  }

  /** One exchange over TLS. */
  private List<String> exchange(String... lines) throws IOException {
    try (CertificateStore certificates =
            CertificateStore.open(TlsSettings.in(data.resolve("tls")), "mx.example.org");
        SocketServer server = new SocketServer(IMPLICIT, application, data, certificates);
        SmtpClient client = new SmtpClient(server.port())) {
      client.secure(null);
      client.reply();
      String offered = client.ask("EHLO client");
      assertThat(offered)
          .contains("AUTH SCRAM-SHA-256-PLUS SCRAM-SHA-256 OAUTHBEARER XOAUTH2 PLAIN LOGIN");
      java.util.ArrayList<String> replies = new java.util.ArrayList<>();
      for (String line : lines) {
        replies.add(client.ask(line));
      }
      return replies;
    }
  }

  private static final String GRANTED = "235 2.7.0 Signed in";
  private static final String REFUSED = "535 5.7.8 Credentials are not right";

  @Test
  void plain() throws Exception {
    assertThat(exchange("AUTH PLAIN " + base64("\0anna\0secret"))).containsExactly(GRANTED);
    assertThat(exchange("AUTH PLAIN", base64("boss\0anna\0secret")))
        .containsExactly("334 ", GRANTED);
    assertThat(exchange("AUTH PLAIN " + base64("\0anna\0wrong"), "NOOP"))
        .containsExactly(REFUSED, "250 2.0.0 OK");
    assertThat(
            exchange(
                "AUTH PLAIN =",
                "AUTH PLAIN " + base64("anna\0secret"),
                "AUTH PLAIN " + base64("\0\0secret"),
                "AUTH PLAIN " + base64("\0a\0b\0c")))
        .containsOnly("501 5.5.2 PLAIN takes identity, name and password");
    assertThat(application.signIns)
        .containsExactly(
            new Credentials.Password(null, "anna", "secret"),
            new Credentials.Password("boss", "anna", "secret"),
            new Credentials.Password(null, "anna", "wrong"));
  }

  @Test
  void login() throws Exception {
    assertThat(exchange("AUTH LOGIN", base64("anna"), base64("secret")))
        .containsExactly("334 VXNlcm5hbWU6", "334 UGFzc3dvcmQ6", GRANTED);
    assertThat(exchange("AUTH LOGIN " + base64("anna"), base64("wrong")))
        .containsExactly("334 UGFzc3dvcmQ6", REFUSED);
    assertThat(exchange("AUTH LOGIN", base64("anna"), "*"))
        .endsWith("501 5.7.0 Sign-in is cancelled");
    assertThat(exchange("AUTH LOGIN", "", "AUTH LOGIN", base64("a"), ""))
        .contains("501 5.5.2 LOGIN takes a name", "501 5.5.2 LOGIN takes a password");
  }

  @Test
  void oauthbearer() throws Exception {
    String right = "n,a=anna,\1host=mx.example.org\1port=587\1auth=Bearer good\1\1";
    assertThat(exchange("AUTH OAUTHBEARER " + base64(right))).containsExactly(GRANTED);
    assertThat(exchange("AUTH OAUTHBEARER", base64("n,,\1auth=bearer good\1\1")))
        .containsExactly("334 ", GRANTED);
    List<String> wrong = exchange("AUTH OAUTHBEARER " + base64("n,,\1auth=Bearer bad\1\1"), "AQ==");
    assertThat(text(wrong.get(0)))
        .isEqualTo("{\"status\":\"invalid_token\",\"schemes\":\"bearer\"}");
    assertThat(wrong.get(1)).isEqualTo(REFUSED);
    assertThat(
            exchange(
                "AUTH OAUTHBEARER " + base64("auth=Bearer good"),
                "AUTH OAUTHBEARER " + base64("n,,\1auth=Bearer good\1"),
                "AUTH OAUTHBEARER " + base64("n,,\1auth=Basic abc\1\1"),
                "AUTH OAUTHBEARER " + base64("n,,\1host=x\1\1"),
                "AUTH OAUTHBEARER " + base64("p=tls-unique,,\1auth=Bearer good\1\1")))
        .allMatch(reply -> reply.startsWith("501 5.5.2 "));
    assertThat(application.signIns)
        .containsExactly(
            new Credentials.Token("anna", "good"),
            new Credentials.Token(null, "good"),
            new Credentials.Token(null, "bad"));
  }

  @Test
  void xoauth2() throws Exception {
    assertThat(exchange("AUTH XOAUTH2 " + base64("user=anna\1auth=Bearer good\1\1")))
        .containsExactly(GRANTED);
    List<String> wrong =
        exchange("AUTH XOAUTH2", base64("user=anna\1auth=Bearer bad\1\1"), "", "NOOP");
    assertThat(text(wrong.get(1))).isEqualTo("{\"status\":\"401\",\"schemes\":\"bearer\"}");
    assertThat(wrong).endsWith(REFUSED, "250 2.0.0 OK");
    assertThat(exchange("AUTH XOAUTH2 " + base64("auth=Bearer good\1\1")))
        .containsExactly("501 5.5.2 There is no user=");
  }
}
