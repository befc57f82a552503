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
import static org.waypost.smtpclient.RecipientOutcome.Kind.UNCERTAIN;
import static org.waypost.smtpclient.ScriptedPeer.greeting;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.MailOptions;
import org.waypost.api.mail.MessageId;
import org.waypost.api.mail.Recipient;

@Timeout(20)
class SmtpClientTest {

  private static final String PIPELINED =
      """
      START
      C: MAIL FROM:<from@a.test>
      C: RCPT TO:<
      C: DATA
      S: 250 2.1.0 ok
      S: 250 2.1.5 ok
      S: 354 go
      BODY
      S: 250 2.0.0 queued as 1
      LOOP
      """;

  @Test
  void pipelinesOneTransactionAndReportsThePeersWords() throws IOException {
    try (ScriptedPeer peer = new ScriptedPeer(greeting("PIPELINING", "SIZE 1000") + PIPELINED);
        SmtpClient client = Mails.client()) {
      DeliveryReport report =
          client.deliver(List.of(peer.hop()), Mails.to("to@b.test"), Passage.DEFAULT);
      RecipientOutcome only = report.outcomes().get(0);
      assertThat(report.outcomes()).hasSize(1);
      assertThat(only.kind()).isEqualTo(DELIVERED);
      assertThat(only.reply()).hasToString("250 2.0.0 queued as 1");
      assertThat(only.peer()).isEqualTo(peer.name());
      assertThat(peer.commands())
          .contains("MAIL FROM:<from@a.test> SIZE=26", "RCPT TO:<to@b.test>");
      assertThat(peer.bodies().get(0)).asString().isEqualTo(Mails.TEXT + ".\r\n");
      assertThat(peer.surprises()).isEmpty();
    }
  }

  @Test
  void goesStepByStepWithoutPipelining() throws IOException {
    String steps =
        """
        C: MAIL FROM:<from@a.test>
        S: 250 ok
        C: RCPT TO:<one@b.test>
        S: 250 ok
        C: RCPT TO:<two@b.test>
        S: 550 5.1.1 no such user
        C: DATA
        S: 354 go
        BODY
        S: 250 ok
        """;
    try (ScriptedPeer peer = new ScriptedPeer(greeting("8BITMIME") + steps);
        SmtpClient client = Mails.client()) {
      DeliveryReport report =
          client.deliver(
              List.of(peer.hop()), Mails.to("one@b.test", "two@b.test"), Passage.DEFAULT);
      assertThat(kind(report, "one@b.test")).isEqualTo(DELIVERED);
      assertThat(outcome(report, "two@b.test").reply()).hasToString("550 5.1.1 no such user");
      assertThat(kind(report, "two@b.test")).isEqualTo(FAILED);
      assertThat(peer.surprises()).isEmpty();
    }
  }

  @Test
  void fallsBackToHelo() throws IOException {
    String script =
        """
        S: 220 old.test
        C: EHLO
        S: 500 what
        C: HELO client.test
        S: 250 hi
        C: MAIL
        S: 250 ok
        C: RCPT
        S: 250 ok
        C: DATA
        S: 354 go
        BODY
        S: 250 ok
        """;
    assertThat(deliverOne(script).kind()).isEqualTo(DELIVERED);
  }

  @Test
  void reusesAConnection() throws IOException {
    try (ScriptedPeer peer = new ScriptedPeer(greeting("PIPELINING") + PIPELINED);
        SmtpClient client = Mails.client()) {
      for (int i = 0; i < 50; i++) {
        DeliveryReport report =
            client.deliver(List.of(peer.hop()), Mails.to("to@b.test"), Passage.DEFAULT);
        assertThat(kind(report, "to@b.test")).isEqualTo(DELIVERED);
      }
      assertThat(peer.connections()).isEqualTo(1);
      assertThat(peer.bodies()).hasSize(50);
    }
  }

  @Test
  void everyRecipientHasTheOutcomeOfItsOwnReply() throws IOException {
    String script =
        """
        C: MAIL
        C: RCPT
        C: RCPT
        C: RCPT
        C: DATA
        S: 250 ok
        S: 250 ok
        S: 450 4.2.0 greylisted
        S: 550-5.1.1 first line
        S: 550 5.1.1 second line
        S: 354 go
        BODY
        S: 250 ok
        """;
    try (ScriptedPeer peer = new ScriptedPeer(greeting("PIPELINING") + script);
        SmtpClient client = Mails.client()) {
      DeliveryReport report =
          client.deliver(
              List.of(peer.hop()), Mails.to("a@b.test", "b@b.test", "c@b.test"), Passage.DEFAULT);
      assertThat(kind(report, "a@b.test")).isEqualTo(DELIVERED);
      assertThat(kind(report, "b@b.test")).isEqualTo(DEFERRED);
      assertThat(outcome(report, "c@b.test").reply().text()).isEqualTo("first line\nsecond line");
      assertThat(report.uncertain()).isFalse();
    }
  }

  @Test
  void sendsALoneDotWhenNobodyWasAcceptedAndGoesOn() throws IOException {
    String script =
        """
        C: MAIL
        C: RCPT
        C: DATA
        S: 250 ok
        S: 550 no
        S: 354 go
        BODY
        S: 554 no valid recipients
        """;
    try (ScriptedPeer peer =
            new ScriptedPeer(greeting("PIPELINING") + script + PIPELINED.replace("START\n", ""));
        SmtpClient client = Mails.client()) {
      assertThat(
              kind(
                  client.deliver(List.of(peer.hop()), Mails.to("a@b.test"), Passage.DEFAULT),
                  "a@b.test"))
          .isEqualTo(FAILED);
      assertThat(peer.bodies().get(0)).asString().isEqualTo(".\r\n");
      assertThat(
              kind(
                  client.deliver(List.of(peer.hop()), Mails.to("a@b.test"), Passage.DEFAULT),
                  "a@b.test"))
          .isEqualTo(DELIVERED);
      assertThat(peer.connections()).isEqualTo(1);
    }
  }

  @Test
  void aRefusedSenderIsTheOutcomeOfAllAndTheNextTransactionBeginsWithReset() throws IOException {
    String script =
        """
        C: MAIL
        C: RCPT
        C: DATA
        S: 550 5.7.1 not you
        S: 503 no MAIL
        S: 503 no RCPT
        C: RSET
        C: MAIL
        C: RCPT
        C: DATA
        S: 250 ok
        S: 250 ok
        S: 250 ok
        S: 354 go
        BODY
        S: 250 ok
        """;
    try (ScriptedPeer peer = new ScriptedPeer(greeting("PIPELINING") + script);
        SmtpClient client = Mails.client()) {
      DeliveryReport refused =
          client.deliver(List.of(peer.hop()), Mails.to("a@b.test"), Passage.DEFAULT);
      assertThat(outcome(refused, "a@b.test").reply()).hasToString("550 5.7.1 not you");
      DeliveryReport second =
          client.deliver(List.of(peer.hop()), Mails.to("a@b.test"), Passage.DEFAULT);
      assertThat(kind(second, "a@b.test")).isEqualTo(DELIVERED);
      assertThat(peer.surprises()).isEmpty();
    }
  }

  @Test
  void aRefusedMessageIsTheOutcomeOfTheAccepted() throws IOException {
    String script =
        greeting("PIPELINING") + PIPELINED.replace("250 2.0.0 queued", "554 5.7.1 spam");
    RecipientOutcome outcome = deliverOne(script);
    assertThat(outcome.kind()).isEqualTo(FAILED);
    assertThat(outcome.reply()).hasToString("554 5.7.1 spam as 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "S: 421 4.3.2 going down\nDROP",
        "S: 450 4.7.1 not now",
        "S: 554 no SMTP here",
        "S: hello",
        "S: 999 what",
        "DROP",
        "RESET",
        "HANG",
        "S: 220 hi\nC: EHLO\nS: 421 too many\nDROP",
        "S: 220 hi\nC: EHLO\nDROP",
        "S: 220 hi\nC: EHLO\nS: 550 no\nC: HELO\nS: 550 no",
        "S: 220 hi\nC: EHLO\nS: 250-half\nDROP",
      })
  void aPeerThatDoesNotWantASessionIsAPauseAndNeverAFailure(String script) throws IOException {
    assertThat(deliverOne(script).kind()).isEqualTo(DEFERRED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "S: 421 4.3.2 going down\nDROP",
        "S: 450 4.7.1 not now",
        "S: 554 no SMTP here",
        "DROP",
        "RESET",
        "HANG",
        "S: 220 hi\nC: EHLO\nDROP",
        "S: 220 hi\nC: EHLO\nS: 250 PIPELINING\nC: MAIL\nDROP"
      })
  void theNextHostIsTriedWhenThereWasNoVerdict(String script) throws IOException {
    try (ScriptedPeer bad = new ScriptedPeer(script);
        ScriptedPeer good = new ScriptedPeer(greeting("PIPELINING") + PIPELINED);
        SmtpClient client = Mails.client()) {
      DeliveryReport report =
          client.deliver(List.of(bad.hop(), good.hop()), Mails.to("to@b.test"), Passage.DEFAULT);
      assertThat(outcome(report, "to@b.test").peer()).isEqualTo(good.name());
      assertThat(kind(report, "to@b.test")).isEqualTo(DELIVERED);
    }
  }

  @Test
  void verdictsAreNotTakenToTheNextHost() throws IOException {
    String script = greeting() + "C: MAIL\nS: 451 4.3.0 later";
    try (ScriptedPeer first = new ScriptedPeer(script);
        ScriptedPeer second = new ScriptedPeer(greeting("PIPELINING") + PIPELINED);
        SmtpClient client = Mails.client()) {
      DeliveryReport report =
          client.deliver(
              List.of(first.hop(), second.hop()), Mails.to("to@b.test"), Passage.DEFAULT);
      assertThat(outcome(report, "to@b.test").reply()).hasToString("451 4.3.0 later");
      assertThat(second.connections()).isZero();
    }
  }

  /** Of one family, and of the other. */
  @ParameterizedTest
  @ValueSource(strings = {"two.test", "both.test"})
  void theNextAddressOfAHostIsTried(String host) throws IOException {
    try (ScriptedPeer peer = new ScriptedPeer(greeting("PIPELINING") + PIPELINED);
        SmtpClient client = Mails.client()) {
      NextHop hop = new NextHop(host, peer.hop().port());
      DeliveryReport report = client.deliver(List.of(hop), Mails.to("to@b.test"), Passage.DEFAULT);
      assertThat(outcome(report, "to@b.test").peer()).isEqualTo(host + "[127.0.0.1]:" + hop.port());
    }
  }

  @Test
  void anAddressThatWasOutOfReachIsTriedLastAndOnce() throws IOException {
    try (ScriptedPeer peer = new ScriptedPeer(greeting("PIPELINING") + PIPELINED);
        SmtpClient client = Mails.client()) {
      NextHop dead = new NextHop("127.0.0.2", peer.hop().port());
      for (int i = 0; i < 2; i++) {
        RecipientOutcome outcome =
            client.deliver(List.of(dead), Mails.to("to@b.test"), Passage.DEFAULT).outcomes().get(0);
        assertThat(outcome.kind()).isEqualTo(DEFERRED);
        assertThat(outcome.reply().toString()).startsWith("451 4.4.1 Connection to 127.0.0.2[");
      }
      DeliveryReport report =
          client.deliver(List.of(dead, peer.hop()), Mails.to("to@b.test"), Passage.DEFAULT);
      assertThat(kind(report, "to@b.test")).isEqualTo(DELIVERED);
    }
  }

  @Test
  void saysWhatHappenedWhereAndWhen() throws IOException {
    assertThat(deliverOne("HANG").reply().text())
        .matches(
            "Connection to 127.0.0.1\\[127.0.0.1]:\\d+ timed out after 400 ms while waiting for"
                + " the greeting");
    assertThat(deliverOne(greeting() + "C: MAIL\nDROP").reply().text())
        .endsWith("closed the connection while waiting for the reply to MAIL");
    try (SmtpClient client = Mails.client()) {
      NextHop none = new NextHop("none.test", 25);
      DeliveryReport report = client.deliver(List.of(none), Mails.to("to@b.test"), Passage.DEFAULT);
      assertThat(outcome(report, "to@b.test").reply())
          .hasToString("451 4.4.4 Host none.test does not exist");
      assertThat(outcome(report, "to@b.test").peer()).isNull();
    }
  }

  @Test
  void aDeadReusedConnectionCostsNothing() throws IOException {
    String once = PIPELINED.replace("START\n", "").replace("LOOP\n", "");
    for (String end : List.of("DROP", "RESET", "C: MAIL\nS: 421 4.4.2 idle too long\nDROP")) {
      try (ScriptedPeer peer =
              new ScriptedPeer(
                  greeting("PIPELINING") + once + end, greeting("PIPELINING") + PIPELINED);
          SmtpClient client = Mails.client()) {
        for (int i = 0; i < 3; i++) {
          DeliveryReport report =
              client.deliver(List.of(peer.hop()), Mails.to("to@b.test"), Passage.DEFAULT);
          assertThat(kind(report, "to@b.test")).isEqualTo(DELIVERED);
        }
        assertThat(peer.connections()).isEqualTo(2);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"DROP", "RESET", "HANG", "S: 2"})
  void aConnectionLostAfterTheFinalDotIsUncertain(String end) throws IOException {
    String script = greeting("PIPELINING") + PIPELINED.replace("S: 250 2.0.0 queued as 1", end);
    try (ScriptedPeer peer = new ScriptedPeer(script.replace("LOOP", "DROP"));
        ScriptedPeer other = new ScriptedPeer(greeting("PIPELINING") + PIPELINED);
        SmtpClient client = Mails.client()) {
      DeliveryReport report =
          client.deliver(List.of(peer.hop(), other.hop()), Mails.to("to@b.test"), Passage.DEFAULT);
      assertThat(kind(report, "to@b.test")).isEqualTo(UNCERTAIN);
      assertThat(report.uncertain()).isTrue();
      assertThat(other.connections()).as("the peer may have it").isZero();
    }
  }

  @Test
  void repliesMayComeOctetByOctetAndBeLong() throws IOException {
    String script =
        greeting("PIPELINING")
            .replace("S: ", "SLOWLY: ")
            .concat(PIPELINED.replace("S: ", "SLOWLY: "))
            .replace("SLOWLY: 250 2.0.0", "S: 250-2.0.0 more\n".repeat(100) + "S: 250 2.0.0");
    RecipientOutcome outcome = deliverOne(script);
    assertThat(outcome.kind()).isEqualTo(DELIVERED);
    assertThat(outcome.reply().text()).hasLineCount(101).startsWith("more\nmore");
  }

  @Test
  void aReplyWithoutEndIsCutOff() throws IOException {
    RecipientOutcome outcome = deliverOne("START\nS: 220-" + "x".repeat(500) + "\nLOOP");
    assertThat(outcome.kind()).isEqualTo(DEFERRED);
    assertThat(outcome.reply().text()).contains("reply longer than");
  }

  @Test
  void recipientsBeyondThePeersLimitGoIntoAnotherTransaction() throws IOException {
    String script =
        """
        C: MAIL
        C: RCPT
        C: RCPT
        C: DATA
        S: 250 ok
        S: 250 ok
        S: 452 4.5.3 too many
        S: 354 go
        BODY
        S: 250 first
        C: MAIL
        C: RCPT TO:<b@b.test>
        C: DATA
        S: 250 ok
        S: 250 ok
        S: 354 go
        BODY
        S: 250 second
        """;
    try (ScriptedPeer peer = new ScriptedPeer(greeting("PIPELINING") + script);
        SmtpClient client = Mails.client()) {
      DeliveryReport report =
          client.deliver(List.of(peer.hop()), Mails.to("a@b.test", "b@b.test"), Passage.DEFAULT);
      assertThat(outcome(report, "a@b.test").reply().text()).isEqualTo("first");
      assertThat(outcome(report, "b@b.test").reply().text()).isEqualTo("second");
    }
  }

  @Test
  void manyRecipientsAreSplit() throws IOException {
    String[] recipients =
        IntStream.range(0, 250).mapToObj(i -> "r" + i + "@b.test").toArray(String[]::new);
    StringBuilder script = new StringBuilder(greeting("PIPELINING"));
    for (int count : new int[] {100, 100, 50}) {
      script.append("C: MAIL\n").append("C: RCPT\n".repeat(count)).append("C: DATA\nS: 250 ok\n");
      script.append("S: 250 ok\n".repeat(count)).append("S: 354 go\nBODY\nS: 250 ok\n");
    }
    try (ScriptedPeer peer = new ScriptedPeer(script.toString());
        SmtpClient client = Mails.client()) {
      DeliveryReport report =
          client.deliver(List.of(peer.hop()), Mails.to(recipients), Passage.DEFAULT);
      assertThat(report.outcomes()).hasSize(250).allMatch(o -> o.kind() == DELIVERED);
      assertThat(peer.surprises()).isEmpty();
    }
  }

  @Test
  void whatThePeerCannotTakeIsNotSent() throws IOException {
    try (ScriptedPeer peer = new ScriptedPeer(greeting("PIPELINING", "SIZE 10"));
        SmtpClient client = Mails.client()) {
      DeliveryReport tooBig =
          client.deliver(List.of(peer.hop()), Mails.to("to@b.test"), Passage.DEFAULT);
      assertThat(outcome(tooBig, "to@b.test").reply().toString()).startsWith("552 5.3.4");
    }
    try (ScriptedPeer peer = new ScriptedPeer(greeting("PIPELINING"));
        SmtpClient client = Mails.client()) {
      byte[] eightBit = "Subject: x\r\n\r\nä\r\n".getBytes(StandardCharsets.UTF_8);
      DeliveryReport report =
          client.deliver(List.of(peer.hop()), Mails.mail(eightBit, "to@b.test"), Passage.DEFAULT);
      assertThat(outcome(report, "to@b.test").reply().toString()).startsWith("554 5.6.3");
      assertThat(peer.surprises()).isEmpty();
    }
  }

  @Test
  void onlyTheRecipientThatNeedsSmtpUtf8FailsWithoutIt() throws IOException {
    try (ScriptedPeer peer = new ScriptedPeer(greeting("PIPELINING") + PIPELINED);
        SmtpClient client = Mails.client()) {
      DeliveryReport report =
          client.deliver(
              List.of(peer.hop()), Mails.to("jörg@b.test", "to@b.test"), Passage.DEFAULT);
      assertThat(outcome(report, "jörg@b.test").reply().toString()).startsWith("553 5.6.7");
      assertThat(kind(report, "to@b.test")).isEqualTo(DELIVERED);
    }
  }

  @Test
  void sendsUtf8WhereItIsOffered() throws IOException {
    byte[] octets = "Subject: ä\r\n\r\nä\r\n".getBytes(StandardCharsets.UTF_8);
    OutboundMail mail =
        new OutboundMail(
            MessageId.next(),
            EmailAddress.parse("from@a.test"),
            List.of(Recipient.of(EmailAddress.parse("jörg@b.test"))),
            new Mails.Octets(octets),
            MailOptions.NONE.withSmtpUtf8());
    String hello = greeting("PIPELINING", "8BITMIME", "SMTPUTF8");
    try (ScriptedPeer peer = new ScriptedPeer(hello + PIPELINED.replace("queued", "für dich"));
        SmtpClient client = Mails.client()) {
      DeliveryReport report = client.deliver(List.of(peer.hop()), mail, Passage.DEFAULT);
      assertThat(outcome(report, "jörg@b.test").reply().text()).isEqualTo("für dich as 1");
      assertThat(peer.commands())
          .contains("MAIL FROM:<from@a.test> BODY=8BITMIME SMTPUTF8", "RCPT TO:<jörg@b.test>");
    }
  }

  @Test
  void aPeerThatStopsReadingIsGivenUp() throws IOException {
    String deaf = greeting() + "C: MAIL\nS: 250 ok\nC: RCPT\nS: 250 ok\nC: DATA\nS: 354 go\nDEAF";
    Duration brief = Duration.ofMillis(300);
    Duration longer = Duration.ofSeconds(5);
    Config config =
        Mails.config().with(new Timeouts(longer, longer, longer, longer, brief, longer));
    try (ScriptedPeer peer = new ScriptedPeer(deaf);
        SmtpClient client = Mails.client(config)) {
      OutboundMail big =
          Mails.mail("x".repeat(16 << 20).getBytes(StandardCharsets.US_ASCII), "to@b.test");
      RecipientOutcome outcome =
          client.deliver(List.of(peer.hop()), big, Passage.DEFAULT).outcomes().get(0);
      assertThat(outcome.kind()).isEqualTo(DEFERRED);
      assertThat(outcome.reply().text())
          .endsWith("timed out after 300 ms while sending the message");
    }
  }

  private static RecipientOutcome deliverOne(String script) throws IOException {
    try (ScriptedPeer peer = new ScriptedPeer(script);
        SmtpClient client = Mails.client()) {
      DeliveryReport report =
          client.deliver(List.of(peer.hop()), Mails.to("to@b.test"), Passage.DEFAULT);
      assertThat(report.outcomes()).hasSize(1);
      assertThat(report.uncertain()).isFalse();
      return report.outcomes().get(0);
    }
  }

  private static RecipientOutcome outcome(DeliveryReport report, String recipient) {
    return report.outcomes().stream()
        .filter(each -> each.recipient().equals(EmailAddress.parse(recipient)))
        .findFirst()
        .orElseThrow();
  }

  private static RecipientOutcome.Kind kind(DeliveryReport report, String recipient) {
    return outcome(report, recipient).kind();
  }
}
