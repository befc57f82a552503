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
package org.waypost.smtpclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.waypost.smtpclient.ScriptedPeer.greeting;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.waypost.smtpclient.TlsPolicy.Level;

@Timeout(30)
class SignInTest {

  private static final String ONE =
      """
      C: MAIL
      C: RCPT
      C: DATA
      S: 250 ok
      S: 250 ok
      S: 354 go
      BODY
      S: 250 ok
      """;

  private static final Login PASSWORD =
      new Login("user", Optional.of("pencil"), Optional.empty(), Optional.empty());

  private static String secured(String auth, String exchange) {
    return greeting("STARTTLS")
        + "C: STARTTLS\nS: 220 go\nTLS\nC: EHLO\nS: 250-peer.test\nS: 250-PIPELINING\nS: 250 AUTH "
        + auth
        + "\n"
        + exchange
        + ONE;
  }

  private static RecipientOutcome deliver(ScriptedPeer peer, Level level, Login login) {
    try (SmtpClient client = Mails.client()) {
      HopSecurity security = HopSecurity.of(TlsPolicy.of(level)).with(Optional.of(login));
      NextHop hop = peer.hop().with(security, PolicyOrigin.CONFIGURED);
      return client.deliver(List.of(hop), Mails.to("to@b.test"), Passage.DEFAULT).outcomes().get(0);
    }
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void plainGoesOverTls() throws IOException {
    String plain = "C: AUTH PLAIN " + base64("\0user\0pencil") + "\nS: 235 welcome\n";
    try (ScriptedPeer peer = new ScriptedPeer(secured("CRAM-MD5 LOGIN PLAIN", plain))) {
      assertThat(deliver(peer, Level.REQUIRED, PASSWORD).reply().code()).isEqualTo(250);
      assertThat(peer.surprises()).isEmpty();
    }
  }

  @Test
  void loginAnswersWhatIsAsked() throws IOException {
    String login =
        "C: AUTH LOGIN\nS: 334 VXNlcm5hbWU6\nC: "
            + base64("user")
            + "\nS: 334 UGFzc3dvcmQ6\nC: "
            + base64("pencil")
            + "\nS: 235 welcome\n";
    try (ScriptedPeer peer = new ScriptedPeer(secured("LOGIN", login))) {
      assertThat(deliver(peer, Level.REQUIRED, PASSWORD).reply().code()).isEqualTo(250);
      assertThat(peer.surprises()).isEmpty();
    }
  }

  /** The example of RFC 2195 2. */
  @Test
  void cramMd5ProvesWithoutTelling() throws IOException {
    String challenge = base64("<1896.697170952@postoffice.reston.mci.net>");
    String proof = base64("tim b913a602c7eda7a495b4e6e7334d3890");
    String cram = "C: AUTH CRAM-MD5\nS: 334 " + challenge + "\nC: " + proof + "\nS: 235 yes\n";
    Login tim =
        new Login("tim", Optional.of("tanstaaftanstaaf"), Optional.empty(), Optional.empty());
    try (ScriptedPeer peer =
        new ScriptedPeer(greeting("AUTH CRAM-MD5 PLAIN", "PIPELINING") + cram + ONE)) {
      assertThat(deliver(peer, Level.NONE, tim).reply().code()).isEqualTo(250);
      assertThat(peer.surprises()).isEmpty();
    }
  }

  @Test
  void nothingSecretGoesInClear() throws IOException {
    try (ScriptedPeer peer = new ScriptedPeer(greeting("AUTH PLAIN LOGIN CRAM-MD5"))) {
      RecipientOutcome outcome = deliver(peer, Level.OPPORTUNISTIC, PASSWORD);
      assertThat(outcome.reply().toString()).startsWith("451 4.7.8").contains("clear text");
      assertThat(peer.commands()).noneMatch(command -> command.startsWith("AUTH"));
    }
  }

  @Test
  void aLoginThatIsRefusedDefers() throws IOException {
    String refused = "C: AUTH PLAIN\nS: 535 5.7.8 who are you\n";
    try (ScriptedPeer peer = new ScriptedPeer(secured("PLAIN", refused))) {
      RecipientOutcome outcome = deliver(peer, Level.REQUIRED, PASSWORD);
      assertThat(outcome.reply().toString())
          .startsWith("451 4.7.8")
          .contains("who are you")
          .doesNotContain("pencil");
      assertThat(outcome.kind()).isEqualTo(RecipientOutcome.Kind.DEFERRED);
    }
  }

  @Test
  void theMechanismThatIsWantedIsUsedOrNone() throws IOException {
    Login wanted = new Login("user", Optional.of("pencil"), Optional.of("login"), Optional.empty());
    try (ScriptedPeer peer = new ScriptedPeer(secured("PLAIN", ""))) {
      assertThat(deliver(peer, Level.REQUIRED, wanted).reply().toString())
          .startsWith("451 4.7.8")
          .contains("PLAIN");
    }
  }

  /** A token is fetched once, and again when a peer does not take it any more. */
  @Test
  void tokensAreFetchedAndKept() throws IOException {
    AtomicInteger fetched = new AtomicInteger();
    HttpServer issuer =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    issuer.createContext(
        "/token",
        exchange -> {
          String form =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          boolean right =
              form.equals("grant_type=client_credentials&scope=mail.send")
                  && exchange
                      .getRequestHeaders()
                      .getFirst("Authorization")
                      .equals("Basic " + base64("way%26post:s3cret"));
          byte[] answer =
              ("{\"access_token\":\"t" + fetched.incrementAndGet() + "\",\"expires_in\":3600}")
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(right ? 200 : 401, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    issuer.start();
    Login login =
        new Login(
            "user",
            Optional.empty(),
            Optional.empty(),
            Optional.of(
                new Login.OAuth(
                    URI.create("http://127.0.0.1:" + issuer.getAddress().getPort() + "/token"),
                    "way&post",
                    "s3cret",
                    Optional.of("mail.send"))));
    String first = "C: AUTH XOAUTH2 " + token("t1") + "\nS: 235 welcome\n";
    String stale =
        "C: AUTH XOAUTH2 "
            + token("t1")
            + "\nS: 334 eyJzdGF0dXMiOiI0MDEifQ==\nC: \nS: 535 5.7.8 stale\nC: AUTH XOAUTH2 "
            + token("t2")
            + "\nS: 235 welcome\n";
    Config fresh = Mails.config();
    try (ScriptedPeer peer =
            new ScriptedPeer(
                secured("XOAUTH2 PLAIN", first) + "DROP", secured("XOAUTH2 PLAIN", stale));
        SmtpClient client =
            new SmtpClient(Mails::address, fresh, TlsObserver.NONE, new AccessTokens())) {
      HopSecurity security = HopSecurity.of(TlsPolicy.of(Level.REQUIRED)).with(Optional.of(login));
      NextHop hop = peer.hop().with(security, PolicyOrigin.CONFIGURED);
      for (int i = 0; i < 2; i++) {
        RecipientOutcome outcome =
            client.deliver(List.of(hop), Mails.to("to@b.test"), Passage.DEFAULT).outcomes().get(0);
        assertThat(outcome.reply().code()).as(outcome.reply().toString()).isEqualTo(250);
      }
      assertThat(fetched).hasValue(2);
      assertThat(peer.surprises()).isEmpty();
    } finally {
      issuer.stop(0);
    }
  }

  private static String token(String value) {
    return base64("user=user\u0001auth=Bearer " + value + "\u0001\u0001");
  }
}
