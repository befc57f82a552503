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
import static org.waypost.smtpclient.RecipientOutcome.Kind.DEFERRED;
import static org.waypost.smtpclient.RecipientOutcome.Kind.DELIVERED;
import static org.waypost.smtpclient.RecipientOutcome.Kind.FAILED;
import static org.waypost.smtpclient.ScriptedPeer.greeting;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.MailOptions;
import org.waypost.api.mail.Recipient;

/** RFC 8689: over verified TLS to a peer that keeps to it, or not at all. */
@Timeout(20)
class RequireTlsTest {

  private static final String ONE =
      """
      START
      C: MAIL FROM:<from@a.test>
      C: RCPT
      C: DATA
      S: 250 ok
      S: 250 ok
      S: 354 go
      BODY
      S: 250 ok
      LOOP
      """;

  @TempDir Path folder;
  private Config config;

  @BeforeEach
  void trust() throws IOException {
    config = Mails.config().with(TestTls.LOCAL.trusted(folder));
  }

  private static String secured(String tls, String... extensions) {
    String hello = greeting(extensions);
    return greeting("STARTTLS")
        + "C: STARTTLS\nS: 220 go\n"
        + tls
        + "\n"
        + hello.substring(hello.indexOf('\n') + 1);
  }

  private static OutboundMail required() {
    return Mails.mail(
        Mails.TEXT.getBytes(StandardCharsets.US_ASCII),
        MailOptions.NONE.withRequireTls(),
        Recipient.of(EmailAddress.parse("to@b.test")));
  }

  private static RecipientOutcome deliver(SmtpClient client, ScriptedPeer... peers) {
    List<NextHop> hops = Arrays.stream(peers).map(ScriptedPeer::hop).toList();
    return client.deliver(hops, required(), Passage.DEFAULT).outcomes().get(0);
  }

  @Test
  void goesOverVerifiedTls() throws IOException {
    try (ScriptedPeer peer =
            new ScriptedPeer(secured("TLS LOCAL", "PIPELINING", "REQUIRETLS") + ONE);
        SmtpClient client = Mails.client(config)) {
      for (int i = 0; i < 2; i++) {
        assertThat(deliver(client, peer).kind()).isEqualTo(DELIVERED);
      }
      assertThat(peer.commands()).contains("MAIL FROM:<from@a.test> REQUIRETLS");
      assertThat(peer.connections()).as("a verified connection is kept").isEqualTo(1);
      assertThat(peer.surprises()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "TLS LOCAL, 8BITMIME, 550 5.7.30",
    "TLS, REQUIRETLS, 550 5.7.10",
  })
  void aPeerThatIsNotGoodEnoughGetsNothing(String tls, String offered, String reply)
      throws IOException {
    try (ScriptedPeer peer = new ScriptedPeer(secured(tls, "PIPELINING", offered));
        SmtpClient client = Mails.client(config)) {
      RecipientOutcome outcome = deliver(client, peer);
      assertThat(outcome.kind()).isEqualTo(FAILED);
      assertThat(outcome.reply().toString()).startsWith(reply);
      assertThat(peer.commands()).noneMatch(command -> command.startsWith("MAIL"));
    }
  }

  @Test
  void aTrustedCertificateOfAnotherHostIsNotGoodEnough() throws IOException {
    try (ScriptedPeer peer = new ScriptedPeer(secured("TLS", "PIPELINING", "REQUIRETLS"));
        SmtpClient client = Mails.client(Mails.config().with(TestTls.STRANGER.trusted(folder)))) {
      assertThat(deliver(client, peer).reply().toString()).startsWith("550 5.7.10");
    }
  }

  @Test
  void nothingGoesInClear() throws IOException {
    try (ScriptedPeer peer = new ScriptedPeer(greeting("PIPELINING", "REQUIRETLS") + ONE);
        SmtpClient client = Mails.client(config)) {
      assertThat(deliver(client, peer).reply().toString()).startsWith("550 5.7.10");
      assertThat(peer.bodies()).isEmpty();
    }
  }

  @Test
  void aKeptConnectionInClearOrToAStrangerIsNotUsed() throws IOException {
    try (ScriptedPeer peer =
            new ScriptedPeer(
                secured("TLS LOCAL", "PIPELINING", "REQUIRETLS") + ONE,
                secured("TLS LOCAL", "PIPELINING", "REQUIRETLS") + ONE);
        SmtpClient client = Mails.client(config)) {
      client.deliver(List.of(peer.hop()), Mails.to("to@b.test"), Passage.DEFAULT);
      assertThat(deliver(client, peer).kind()).isEqualTo(DELIVERED);
      assertThat(peer.connections()).isEqualTo(2);
    }
  }

  @Test
  void anotherHostIsTriedBeforeItFails() throws IOException {
    try (ScriptedPeer clear = new ScriptedPeer(greeting("PIPELINING"));
        ScriptedPeer good =
            new ScriptedPeer(secured("TLS LOCAL", "PIPELINING", "REQUIRETLS") + ONE);
        SmtpClient client = Mails.client(config)) {
      assertThat(deliver(client, clear, good).kind()).isEqualTo(DELIVERED);
    }
  }

  @Test
  void aHostThatIsOutOfReachMayBeGoodEnoughLater() throws IOException {
    ScriptedPeer gone = new ScriptedPeer(greeting());
    gone.close();
    try (ScriptedPeer clear = new ScriptedPeer(greeting("PIPELINING"));
        SmtpClient client = Mails.client(config)) {
      assertThat(deliver(client, gone, clear).kind()).isEqualTo(DEFERRED);
      assertThat(deliver(client, clear, gone).kind()).isEqualTo(DEFERRED);
    }
  }

  @Test
  void tlsThatIsRefusedForNowIsTriedAgain() throws IOException {
    try (ScriptedPeer peer =
            new ScriptedPeer(greeting("STARTTLS") + "C: STARTTLS\nS: 454 not now");
        SmtpClient client = Mails.client(config)) {
      assertThat(deliver(client, peer).kind()).isEqualTo(DEFERRED);
      assertThat(peer.connections()).isEqualTo(1);
    }
  }
}
