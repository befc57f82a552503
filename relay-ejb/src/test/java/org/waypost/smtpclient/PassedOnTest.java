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
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waypost.api.mail.DeliverBy;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.MailOptions;
import org.waypost.api.mail.MailOptions.BodyType;
import org.waypost.api.mail.MailOptions.ReturnContent;
import org.waypost.api.mail.Recipient;
import org.waypost.api.mail.Recipient.Notify;

/** What is asked for a message goes on to a peer that offers it, and to no other. */
@Timeout(20)
class PassedOnTest {

  private static final byte[] TEXT = Mails.TEXT.getBytes(StandardCharsets.US_ASCII);
  private static final byte[] BINARY =
      "A: b\r\n\r\n\0\n.\r\r\n.\r\nend".getBytes(StandardCharsets.US_ASCII);
  private static final Recipient TO = Recipient.of(EmailAddress.parse("to@b.test"));

  private static final String TWO =
      """
      C: MAIL
      C: RCPT
      C: RCPT
      C: DATA
      S: 250 ok
      S: 250 ok
      S: 250 ok
      S: 354 go
      BODY
      S: 250 ok
      """;

  private static final String ONE =
      TWO.replaceFirst("C: RCPT\n", "").replaceFirst("S: 250 ok\n", "");

  private final OutboundMail asked =
      Mails.mail(
          TEXT,
          MailOptions.NONE
              .withRet(ReturnContent.HDRS)
              .withEnvelopeId("a+b=c d")
              .withPriority(-3)
              .withDeliverBy(
                  new DeliverBy(Instant.now().plusSeconds(600), DeliverBy.Mode.NOTIFY, true)),
          Mails.recipient("one@b.test", Set.of(Notify.FAILURE, Notify.SUCCESS), null),
          Mails.recipient("two@b.test", Set.of(Notify.NEVER), "rfc822;Two+x@old.test"));

  @Test
  void eachRecipientWithItsOwnParameters() throws IOException {
    String hello = greeting("PIPELINING", "DSN", "DELIVERBY", "MT-PRIORITY");
    try (ScriptedPeer peer = new ScriptedPeer(hello + TWO);
        SmtpClient client = Mails.client()) {
      DeliveryReport report = client.deliver(List.of(peer.hop()), asked, Passage.DEFAULT);

      assertThat(report.outcomes())
          .allMatch(each -> each.kind() == DELIVERED)
          .allMatch(each -> each.promises().equals(new Promises(true, true)));
      assertThat(peer.commands().get(1))
          .matches(
              "MAIL FROM:<from@a\\.test> RET=HDRS ENVID=a\\+2Bb\\+3Dc\\+20d BY=5\\d\\d;NT"
                  + " MT-PRIORITY=-3");
      assertThat(peer.commands())
          .contains(
              "RCPT TO:<one@b.test> NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;one@b.test",
              "RCPT TO:<two@b.test> NOTIFY=NEVER ORCPT=rfc822;Two+2Bx@old.test");
    }
  }

  @Test
  void nothingToAPeerThatOffersNothing() throws IOException {
    try (ScriptedPeer peer = new ScriptedPeer(greeting("PIPELINING") + TWO);
        SmtpClient client = Mails.client()) {
      DeliveryReport report = client.deliver(List.of(peer.hop()), asked, Passage.DEFAULT);

      assertThat(report.outcomes()).allMatch(each -> each.promises().equals(Promises.NONE));
      assertThat(peer.commands())
          .contains("MAIL FROM:<from@a.test>", "RCPT TO:<one@b.test>", "RCPT TO:<two@b.test>");
    }
  }

  @Test
  void nothingOfWhatWasNotAsked() throws IOException {
    String hello = greeting("PIPELINING", "DSN", "DELIVERBY", "MT-PRIORITY");
    try (ScriptedPeer peer = new ScriptedPeer(hello + ONE);
        SmtpClient client = Mails.client()) {
      client.deliver(List.of(peer.hop()), Mails.to("to@b.test"), Passage.DEFAULT);

      assertThat(peer.commands()).contains("MAIL FROM:<from@a.test>", "RCPT TO:<to@b.test>");
    }
  }

  // RFC 2852: who does not know the deadline would not return it.
  @Test
  void aDeadlineToReturnAtIsOnlyForPeersThatKnowIt() throws IOException {
    OutboundMail mail =
        Mails.mail(
            TEXT,
            MailOptions.NONE.withDeliverBy(
                new DeliverBy(Instant.now().plusSeconds(60), DeliverBy.Mode.RETURN, false)),
            TO);
    try (ScriptedPeer unfit = new ScriptedPeer(greeting("PIPELINING"));
        ScriptedPeer slow = new ScriptedPeer(greeting("PIPELINING", "DELIVERBY 240"));
        ScriptedPeer fit = new ScriptedPeer(greeting("PIPELINING", "DELIVERBY") + ONE);
        SmtpClient client = Mails.client()) {
      RecipientOutcome failed =
          client.deliver(List.of(unfit.hop()), mail, Passage.DEFAULT).outcomes().get(0);
      assertThat(failed.kind()).isEqualTo(FAILED);
      assertThat(failed.reply().toString()).startsWith("554 5.3.3");
      assertThat(
              client
                  .deliver(List.of(slow.hop()), mail, Passage.DEFAULT)
                  .outcomes()
                  .get(0)
                  .reply()
                  .toString())
          .startsWith("554 5.4.7");
      assertThat(
              client
                  .deliver(List.of(unfit.hop(), slow.hop(), fit.hop()), mail, Passage.DEFAULT)
                  .outcomes())
          .allMatch(each -> each.kind() == DELIVERED);
    }
  }

  @Test
  void binaryGoesAsOneChunk() throws IOException {
    String script =
        greeting("PIPELINING", "CHUNKING", "BINARYMIME", "8BITMIME")
            + """
            START
            C: MAIL FROM:<from@a.test> BODY=BINARYMIME
            C: RCPT
            S: 250 ok
            S: 250 ok
            C: BDAT 20 LAST
            OCTETS 20
            S: 250 all of it
            LOOP
            """;
    try (ScriptedPeer peer = new ScriptedPeer(script);
        SmtpClient client = Mails.client()) {
      for (int i = 0; i < 2; i++) {
        RecipientOutcome outcome =
            client.deliver(List.of(peer.hop()), binary(), Passage.DEFAULT).outcomes().get(0);
        assertThat(outcome.reply()).hasToString("250 all of it");
      }
      assertThat(peer.bodies()).hasSize(2).allMatch(body -> java.util.Arrays.equals(body, BINARY));
      assertThat(peer.connections()).isEqualTo(1);
      assertThat(peer.surprises()).isEmpty();
    }
  }

  @Test
  void textGoesAsOneChunkTooAndNoDotIsDoubled() throws IOException {
    byte[] text = "Subject: x\r\n\r\n.dot\r\n".getBytes(StandardCharsets.US_ASCII);
    String script =
        greeting("PIPELINING", "CHUNKING")
            + "C: MAIL\nC: RCPT\nS: 250 ok\nS: 250 ok\n"
            + ("C: BDAT " + text.length + " LAST\nOCTETS " + text.length + "\nS: 250 ok\n");
    try (ScriptedPeer peer = new ScriptedPeer(script);
        SmtpClient client = Mails.client()) {
      OutboundMail mail = Mails.mail(text, "to@b.test");
      assertThat(
              client.deliver(List.of(peer.hop()), mail, Passage.DEFAULT).outcomes().get(0).kind())
          .isEqualTo(DELIVERED);
      assertThat(peer.bodies()).singleElement().isEqualTo(text);
      assertThat(peer.surprises()).isEmpty();
    }
  }

  @Test
  void nobodyAcceptedMeansNoChunk() throws IOException {
    String script =
        greeting("CHUNKING", "BINARYMIME")
            + "C: MAIL\nS: 250 ok\nC: RCPT\nS: 550 5.1.1 no\nC: RSET\nS: 250 ok\nC: MAIL\nS: 250 ok\n"
            + "C: RCPT\nS: 250 ok\nC: BDAT 20 LAST\nOCTETS 20\nS: 250 ok\n";
    try (ScriptedPeer peer = new ScriptedPeer(script);
        SmtpClient client = Mails.client()) {
      assertThat(
              client
                  .deliver(List.of(peer.hop()), binary(), Passage.DEFAULT)
                  .outcomes()
                  .get(0)
                  .kind())
          .isEqualTo(FAILED);
      assertThat(
              client
                  .deliver(List.of(peer.hop()), binary(), Passage.DEFAULT)
                  .outcomes()
                  .get(0)
                  .kind())
          .isEqualTo(DELIVERED);
      assertThat(peer.surprises()).isEmpty();
    }
  }

  // RFC 3030 2
  @Test
  void afterAChunkThatFailedTheSessionIsReset() throws IOException {
    String script =
        greeting("PIPELINING", "CHUNKING", "BINARYMIME")
            + "C: MAIL\nC: RCPT\nS: 250 ok\nS: 250 ok\nC: BDAT 20 LAST\nOCTETS 20\nS: 452 4.3.1 full\n"
            + "C: RSET\nC: MAIL\nC: RCPT\nS: 250 ok\nS: 250 ok\nS: 250 ok\nC: BDAT 20 LAST\n"
            + "OCTETS 20\nS: 250 ok\n";
    try (ScriptedPeer peer = new ScriptedPeer(script);
        SmtpClient client = Mails.client()) {
      assertThat(
              client
                  .deliver(List.of(peer.hop()), binary(), Passage.DEFAULT)
                  .outcomes()
                  .get(0)
                  .kind())
          .isEqualTo(DEFERRED);
      assertThat(
              client
                  .deliver(List.of(peer.hop()), binary(), Passage.DEFAULT)
                  .outcomes()
                  .get(0)
                  .kind())
          .isEqualTo(DELIVERED);
      assertThat(peer.surprises()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"CHUNKING", "BINARYMIME", "8BITMIME"})
  void binaryGoesNowhereElse(String offered) throws IOException {
    try (ScriptedPeer peer = new ScriptedPeer(greeting("PIPELINING", offered));
        SmtpClient client = Mails.client()) {
      RecipientOutcome outcome =
          client.deliver(List.of(peer.hop()), binary(), Passage.DEFAULT).outcomes().get(0);
      assertThat(outcome.reply().toString()).startsWith("554 5.6.3");
      assertThat(peer.surprises()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb\r\n", "a\r\n.\n.\r\n", "a\rb\r\n", "a\0\r\n", "a\r"})
  void whatIsNoTextNeverLeavesByData(String text) throws IOException {
    try (ScriptedPeer peer = new ScriptedPeer(greeting("PIPELINING") + ONE);
        SmtpClient client = Mails.client()) {
      byte[] octets = text.getBytes(StandardCharsets.US_ASCII);
      RecipientOutcome outcome =
          client
              .deliver(List.of(peer.hop()), Mails.mail(octets, "to@b.test"), Passage.DEFAULT)
              .outcomes()
              .get(0);
      assertThat(outcome.kind()).isEqualTo(FAILED);
      assertThat(outcome.reply().toString()).startsWith("554 5.6.0");
      // The session is as good as new.
      assertThat(
              client
                  .deliver(List.of(peer.hop()), Mails.to("to@b.test"), Passage.DEFAULT)
                  .outcomes())
          .allMatch(each -> each.kind() == DELIVERED);
      assertThat(peer.connections()).isEqualTo(1);
      assertThat(peer.bodies()).hasSize(1);
    }
  }

  private static OutboundMail binary() {
    return Mails.mail(BINARY, MailOptions.NONE.withBody(BodyType.BINARYMIME), TO);
  }
}
