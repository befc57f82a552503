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
package org.waypost.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.MailOptions;
import org.waypost.api.mail.MessageId;
import org.waypost.api.settings.BounceSettings;
import org.waypost.api.settings.Settings;
import org.waypost.content.MemoryContent;
import org.waypost.parking.ParkedEntry;
import org.waypost.parking.Told;
import org.waypost.queue.DestinationGroup;
import org.waypost.queue.MailHeader;
import org.waypost.queue.Mails;
import org.waypost.rewriting.SenderRewriter;
import org.waypost.rewriting.SenderRewriting;
import org.waypost.suppression.SuppressionList;
import org.waypost.trace.MessageDetail;
import org.waypost.trace.MessageState;

class BouncesTest {

  @TempDir Path folder;
  private Bench bench;
  private Sink sink;
  private SuppressionList list;

  @BeforeEach
  void open() throws Exception {
    bench = new Bench(folder);
    sink = new Sink();
    list = bench.list();
    list.sync();
  }

  @AfterEach
  void close() throws Exception {
    sink.close();
    bench.close();
  }

  private static BounceSettings settings(Map<String, String> variables) {
    return new Settings(
            name -> name.equals("WAYPOST_HOSTNAME") ? "mx.example" : variables.get(name))
        .bounces();
  }

  private Delivery delivery(Map<String, String> variables) {
    return bench.delivery(sink.address(), settings(variables), list);
  }

  private static Job job(MailHeader header, String text, String... to) {
    return new Job(
        header,
        new DestinationGroup(1, "smarthost", "sink", Mails.to(to)),
        new MemoryContent(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8)),
        1,
        Bench.SCHEDULE.expiresAt(header),
        Told.NOTHING,
        null,
        false);
  }

  private static MailHeader from(String sender) {
    MailHeader any = Mails.header(1);
    return new MailHeader(
        MessageId.next(),
        Instant.now(),
        EmailAddress.parse(sender),
        any.origin(),
        "",
        null,
        List.of(),
        1,
        any.size(),
        false,
        MailOptions.NONE);
  }

  private static MailHeader named(MailHeader header, String messageId) {
    return new MailHeader(
        header.id(),
        header.acceptedAt(),
        header.sender(),
        header.origin(),
        header.subject(),
        messageId,
        header.tags(),
        header.metadata(),
        header.recipientCount(),
        header.size(),
        header.eightBit(),
        header.options());
  }

  @Test
  void whomAHostDoesNotKnowIsNotSentToAgain() {
    Delivery delivery = delivery(Map.of());
    MailHeader first = from("a@s.example");
    delivery.attempt(job(first, "Subject: a\n\n", "perm@x.org"));
    assertThat(bench.detail(first).recipients().get(0).category()).isEqualTo("hard");
    assertThat(bench.detail(first).attempts().get(0).category()).isEqualTo("hard");
    int commands = sink.commands().size();

    MailHeader second = from("b@s.example");
    delivery.attempt(job(second, "Subject: a\n\n", "Perm@x.org"));
    MessageDetail.Recipient recipient = bench.detail(second).recipients().get(0);
    assertThat(recipient.state()).isEqualTo(MessageState.SUPPRESSED);
    assertThat(recipient.lastReply()).contains("suppression list", "hard");
    assertThat(recipient.category()).isEqualTo("suppressed");
    assertThat(sink.commands()).hasSize(commands);
  }

  @Test
  void aLaterBounceIsNotedAtItsMessage() {
    Delivery delivery = delivery(Map.of());
    MailHeader sent = from("a@s.example");
    delivery.attempt(job(sent, "Subject: a\n\n", "ok@x.org"));
    EmailAddress verp =
        new SenderRewriter(new byte[32], java.time.InstantSource.system())
            .rewrite(
                new SenderRewriting(SenderRewriting.Scheme.VERP, "b.example"),
                sent.id(),
                EmailAddress.parse("a@s.example"),
                EmailAddress.parse("ok@x.org"));
    MailHeader bounce = from("");
    delivery.attempt(
        job(
            bounce,
            """
            From: MAILER-DAEMON@far.example
            Subject: failure notice

            Hi. This is the qmail-send program.

            <other@y.org>:
            550 5.1.1 no such user
            """,
            verp.toString()));

    MessageDetail detail = bench.detail(sent);
    assertThat(detail.summary().state()).isEqualTo(MessageState.BOUNCED);
    assertThat(detail.reports())
        .singleElement()
        .satisfies(
            report -> {
              assertThat(report.kind()).isEqualTo("bounce");
              assertThat(report.category()).isEqualTo("hard");
              assertThat(report.recipient()).isEqualTo("ok@x.org");
              assertThat(report.id()).isEqualTo(bounce.id().value());
            });
    assertThat(bench.detail(bounce).summary().state()).isEqualTo(MessageState.DELIVERED);
    assertThat(list.find(EmailAddress.NULL_SENDER, EmailAddress.parse("ok@x.org"))).isPresent();
    assertThat(bench.parked()).isEmpty();
  }

  @Test
  void aComplaintIsMatchedByTheIdInTheCopy() {
    Delivery delivery = delivery(Map.of("WAYPOST_BOUNCE_DOMAIN", "b.example"));
    MailHeader sent = from("a@s.example");
    delivery.attempt(job(sent, "Subject: a\n\n", "ok@x.org"));
    String report =
        "From: fbl@far.example\nContent-Type: multipart/report; boundary=b\n\n--b\n"
            + "Content-Type: message/feedback-report\n\nFeedback-Type: abuse\n"
            + "Original-Rcpt-To: ok@x.org\n--b\nContent-Type: message/rfc822\n\n"
            + "Received: by mx.example id "
            + sent.id()
            + "\n\nhello\n--b--\n";
    delivery.attempt(job(from("fbl@far.example"), report, "any@b.example"));

    assertThat(bench.detail(sent).reports())
        .extracting(MessageDetail.Report::kind)
        .contains("complaint");
    assertThat(bench.detail(sent).summary().state()).isEqualTo(MessageState.DELIVERED);
    EmailAddress receiver = EmailAddress.parse("ok@x.org");
    assertThat(list.find(EmailAddress.parse("z@s.example"), receiver)).isPresent();
    assertThat(list.find(EmailAddress.parse("z@other.example"), receiver)).isEmpty();
  }

  @Test
  void whatNamesNoMessageOfOursChangesNothing() {
    Delivery delivery = delivery(Map.of("WAYPOST_BOUNCE_DOMAIN", "b.example"));
    MailHeader sent = from("a@s.example");
    delivery.attempt(job(sent, "Subject: a\n\n", "ok@x.org"));
    MailHeader forged = from("");
    delivery.attempt(
        job(
            forged,
            "Subject: failure notice\n\nHi. This is the qmail\n\n<victim@x.org>:\n550 5.1.1 no\n"
                + MessageId.next()
                + "\n",
            "any@b.example"));
    assertThat(bench.detail(forged).summary().state()).isEqualTo(MessageState.DISCARDED);
    assertThat(list.find(EmailAddress.NULL_SENDER, EmailAddress.parse("victim@x.org"))).isEmpty();
  }

  private static String bounce(String quoted) {
    return "From: MAILER-DAEMON@far.example\nSubject: failure notice\n\n"
        + "Hi. This is the qmail-send program.\n\n<ok@x.org>:\n552 5.2.2 over quota\n\n"
        + quoted
        + "\n";
  }

  @Test
  void whatAnybodyCouldHaveWrittenIsShownAndChangesNothing() {
    Delivery delivery =
        delivery(
            Map.of("WAYPOST_BOUNCE_DOMAIN", "b.example", "WAYPOST_SUPPRESS_AFTER", "full=1/1d/1d"));
    MailHeader sent = named(from("a@s.example"), "<seen@list.example>");
    delivery.attempt(job(sent, "Subject: a\n\n", "ok@x.org"));
    delivery.attempt(job(from(""), bounce("Message-ID: <seen@list.example>"), "any@b.example"));

    MessageDetail detail = bench.detail(sent);
    assertThat(detail.reports()).hasSize(1);
    assertThat(detail.summary().state()).isEqualTo(MessageState.DELIVERED);
    assertThat(list.find(EmailAddress.NULL_SENDER, EmailAddress.parse("ok@x.org"))).isEmpty();

    delivery.attempt(job(from(""), bounce("id " + sent.id()), "any@b.example"));
    assertThat(bench.detail(sent).summary().state()).isEqualTo(MessageState.BOUNCED);
    assertThat(list.find(EmailAddress.NULL_SENDER, EmailAddress.parse("ok@x.org"))).isPresent();
  }

  @Test
  void aMessageFailsOnceHoweverOftenThatIsSaid() {
    Delivery delivery =
        delivery(
            Map.of("WAYPOST_BOUNCE_DOMAIN", "b.example", "WAYPOST_SUPPRESS_AFTER", "full=2/1d/1d"));
    EmailAddress receiver = EmailAddress.parse("ok@x.org");
    for (int message = 1; message <= 2; message++) {
      MailHeader sent = from("a@s.example");
      delivery.attempt(job(sent, "Subject: a\n\n", "ok@x.org"));
      for (int times = 0; times < 3; times++) {
        delivery.attempt(job(from(""), bounce("id " + sent.id()), "any@b.example"));
      }
      assertThat(bench.detail(sent).reports()).hasSize(3);
      assertThat(list.find(EmailAddress.NULL_SENDER, receiver).isPresent()).isEqualTo(message == 2);
    }
  }

  @Test
  void anUndeliverableNotificationGoesToThePostmasterOnce() throws Exception {
    Delivery delivery = delivery(Map.of("WAYPOST_POSTMASTER", "perm-master@s.example"));
    MailHeader notification = from("");
    delivery.attempt(job(notification, "Subject: bounce\n\nwhat it says\n", "perm@x.org"));

    ParkedEntry told = bench.parked().get(0);
    assertThat(told.recipients()).containsExactly("perm-master@s.example");
    assertThat(bench.stored(told))
        .contains("Subject: A notification was not delivered", "perm@x.org", "what it says");

    bench.collected().tell();
    delivery.attempt(bench.claim(Bench.headerOf(told)));
    assertThat(bench.parked()).isEmpty();
  }

  @Test
  void aSenderIsToldInItsLanguage() throws Exception {
    delivery(Map.of("WAYPOST_DSN_LANGUAGES", "s.example=fr"))
        .attempt(job(from("a@s.example"), "Accept-Language: xx, de-AT;q=0.8\n\n", "perm@x.org"));
    assertThat(bench.stored(bench.notification()))
        .contains("Ihre Nachricht konnte nicht zugestellt werden an:", "Content-Language: de")
        .contains("Content-Transfer-Encoding: quoted-printable", "Action: failed");
  }

  @Test
  void aDomainHasItsLanguage() throws Exception {
    delivery(Map.of("WAYPOST_DSN_LANGUAGES", "s.example=ja,*=pl"))
        .attempt(job(from("a@s.example"), "Subject: a\n\n", "perm@x.org"));
    assertThat(bench.stored(bench.notification()))
        .contains("Content-Language: ja", "Subject: =?UTF-8?")
        .containsPattern("=E3=81=93");
  }

  @Test
  void aStormIsToldInOne() throws Exception {
    Delivery delivery =
        delivery(Map.of("WAYPOST_DSN_RATE", "2/1h", "WAYPOST_SUPPRESS_AFTER", "none"));
    for (int i = 0; i < 5; i++) {
      delivery.attempt(job(from("a@s.example"), "Subject: a\n\n", "perm" + i + "@x.org"));
    }
    assertThat(bench.parked()).hasSize(2);
    bench.collected().tell();
    assertThat(bench.parked()).hasSize(2);
    bench.collected().tell(Instant.now().plus(Collected.TIME));
    assertThat(bench.parked()).hasSize(3);
    ParkedEntry summary = bench.parked().get(2);
    assertThat(bench.stored(summary))
        .contains("Subject: 3 notifications about your messages")
        .contains("Final-Recipient: rfc822; perm2@x.org", "perm3@x.org", "perm4@x.org")
        .contains("Action: failed")
        .doesNotContain("perm1@x.org");
    bench.collected().tell(Instant.now().plus(Collected.TIME));
    assertThat(bench.parked()).hasSize(3);
  }
}
