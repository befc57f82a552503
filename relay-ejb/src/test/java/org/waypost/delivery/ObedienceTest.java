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

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waypost.api.mail.DeliverBy;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.MailOptions;
import org.waypost.api.mail.MailOptions.BodyType;
import org.waypost.api.mail.MailOptions.ReturnContent;
import org.waypost.api.mail.Recipient;
import org.waypost.api.mail.Recipient.Notify;
import org.waypost.api.settings.Settings.Mode;
import org.waypost.parking.ParkedEntry;
import org.waypost.queue.MailHeader;
import org.waypost.queue.Mails;
import org.waypost.trace.MessageState;

/** What a sender asked for is done, by the next hop or by us. */
class ObedienceTest {

  @TempDir Path folder;
  private Bench bench;

  @BeforeEach
  void open() {
    bench = new Bench(folder);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private static Recipient to(String address, Notify... notifyOn) {
    return new Recipient(EmailAddress.parse(address), Set.of(notifyOn), null);
  }

  private static MailOptions by(Duration from, DeliverBy.Mode mode, boolean trace) {
    return MailOptions.NONE.withDeliverBy(new DeliverBy(Instant.now().plus(from), mode, trace));
  }

  private void attempt(Sink sink, MailHeader header, Recipient... to) {
    bench.delivery(Mode.RELAY, sink.address()).attempt(Bench.job(header, to));
  }

  // RFC 3461 5.2.2
  @Test
  void successIsReportedAsRelayedWhereTheNextHopWouldNot() throws Exception {
    try (Sink sink = new Sink()) {
      MailHeader header =
          Bench.asked(MailOptions.NONE.withEnvelopeId("envelope 7").withRet(ReturnContent.FULL));
      attempt(
          sink,
          header,
          new Recipient(EmailAddress.parse("ok@x.org"), Set.of(Notify.SUCCESS), "rfc822;old@y.org"),
          to("quiet@x.org", Notify.FAILURE),
          to("default@x.org"));

      assertThat(bench.stored(bench.notification()))
          .contains("Subject: Your message was relayed\r\n")
          .contains("Original-Envelope-Id: envelope 7\r\n")
          .contains("Original-Recipient: rfc822; old@y.org\r\nFinal-Recipient: rfc822; ok@x.org")
          .contains("Action: relayed\r\nStatus: 2.0.0\r\n")
          .contains("Content-Type: text/rfc822-headers")
          .doesNotContain("quiet@x.org", "default@x.org");
    }
  }

  @Test
  void theNextHopReportsWhereItCan() throws Exception {
    try (Sink sink = new Sink("DSN")) {
      MailHeader header = Bench.asked(MailOptions.NONE);
      attempt(sink, header, to("ok@x.org", Notify.SUCCESS));

      assertThat(bench.parked()).isEmpty();
      assertThat(sink.commands())
          .contains("RCPT TO:<ok@x.org> NOTIFY=SUCCESS ORCPT=rfc822;ok@x.org");
    }
  }

  // RFC 3464 2.3.3
  @Test
  void capturedMailIsDelivered() throws Exception {
    try (Sink sink = new Sink()) {
      MailHeader header = Bench.asked(MailOptions.NONE);
      bench
          .delivery(Mode.CAPTURE, sink.address())
          .attempt(Bench.job(header, to("a@x.org", Notify.SUCCESS), to("b@x.org")));

      assertThat(bench.stored(bench.notification()))
          .contains("Action: delivered")
          .doesNotContain("b@x.org");
    }
  }

  @Test
  void whoAskedForNoneHearsNothingOfAFailure() throws Exception {
    try (Sink sink = new Sink()) {
      MailHeader header = Bench.asked(2, MailOptions.NONE);
      attempt(sink, header, to("perm1@x.org", Notify.NEVER), to("perm2@x.org", Notify.SUCCESS));

      assertThat(bench.state(header)).isEqualTo(MessageState.BOUNCED);
      assertThat(bench.parked()).isEmpty();
    }
  }

  @Test
  void aNotificationAsksForNoneAndHasTheNullSender() throws Exception {
    try (Sink sink = new Sink("DSN")) {
      MailHeader header = Bench.asked(MailOptions.NONE.withPriority(5));
      attempt(sink, header, to("perm@x.org"));
      MailHeader notification = Bench.headerOf(bench.notification());
      Job job = bench.claim(notification);
      bench.delivery(Mode.RELAY, sink.address()).attempt(job);

      assertThat(job.header().options().priority()).isEqualTo(5);
      assertThat(sink.commands())
          .contains("RCPT TO:<from@sender.example> NOTIFY=NEVER ORCPT=rfc822;from@sender.example")
          .anyMatch(command -> command.startsWith("MAIL FROM:<>"));
    }
  }

  @Test
  void theWholeMessageIsReturnedWhereThatWasAskedAndMayBe() throws Exception {
    try (Sink sink = new Sink()) {
      MailOptions full = MailOptions.NONE.withRet(ReturnContent.FULL);
      attempt(sink, Bench.asked(full), to("perm@x.org"));
      assertThat(bench.stored(bench.notification()))
          .contains("Content-Type: message/rfc822\r\n")
          .contains(Mails.TEXT);
    }
  }

  @Test
  void theBodyOfAMessageThatRequiresTlsStaysAway() throws Exception {
    try (Sink sink = new Sink()) {
      MailHeader header =
          Bench.asked(MailOptions.NONE.withRet(ReturnContent.FULL).withRequireTls());
      attempt(sink, header, to("ok@x.org"));

      ParkedEntry notification = bench.notification();
      assertThat(bench.state(header)).isEqualTo(MessageState.BOUNCED);
      assertThat(bench.stored(notification))
          .contains("Status: 5.7.10")
          .contains("text/rfc822-headers")
          .doesNotContain("Body");
      MailOptions own = bench.claim(Bench.headerOf(notification)).header().options();
      assertThat(own.requireTls()).isTrue();
      assertThat(own.ret()).isEqualTo(ReturnContent.HDRS);
    }
  }

  @Test
  void binaryThatNobodyTakesIsReturnedWithItsHeaderOnly() throws Exception {
    try (Sink sink = new Sink()) {
      MailHeader header =
          Bench.asked(MailOptions.NONE.withRet(ReturnContent.FULL).withBody(BodyType.BINARYMIME));
      attempt(sink, header, to("ok@x.org"));

      assertThat(sink.messages()).isEmpty();
      assertThat(bench.stored(bench.notification()))
          .contains("Status: 5.6.3")
          .contains("text/rfc822-headers");
    }
  }

  @Test
  void delayIsToldOnceToWhoAskedOrDidNotSay() throws Exception {
    try (Sink sink = new Sink()) {
      MailHeader header = Bench.old(Duration.ofHours(5), MailOptions.NONE);
      attempt(
          sink,
          header,
          to("temp1@x.org", Notify.DELAY),
          to("temp2@x.org"),
          to("temp3@x.org", Notify.FAILURE));
      assertThat(bench.stored(bench.notification()))
          .contains("Action: delayed", "temp1@x.org", "temp2@x.org", "Will-Retry-Until: ")
          .doesNotContain("temp3@x.org");

      Job second = bench.claim(header);
      assertThat(second.told().delay()).isTrue();
      assertThat(second.group().recipients())
          .containsExactly(
              to("temp1@x.org", Notify.DELAY),
              to("temp2@x.org"),
              to("temp3@x.org", Notify.FAILURE));
      bench.delivery(Mode.RELAY, sink.address()).attempt(second);
      assertThat(bench.parked()).hasSize(2);
    }
  }

  @Test
  void anEarlyDeferralIsNoDelay() throws Exception {
    try (Sink sink = new Sink()) {
      attempt(sink, Bench.asked(MailOptions.NONE), to("temp@x.org", Notify.DELAY));
      assertThat(bench.parked()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {-1000, 900})
  void atItsDeadlineAMessageIsReturnedWithoutAnAttempt(long millis) throws Exception {
    try (Sink sink = new Sink("DELIVERBY")) {
      MailHeader header = Bench.asked(by(Duration.ofMillis(millis), DeliverBy.Mode.RETURN, false));
      attempt(sink, header, to("ok@x.org"));

      assertThat(sink.commands()).isEmpty();
      assertThat(bench.state(header)).isEqualTo(MessageState.EXPIRED);
      assertThat(bench.stored(bench.notification()))
          .contains("Action: failed\r\nStatus: 5.4.7\r\n");
    }
  }

  @Test
  void aRetryNeverSleepsPastADeadlineToReturnAt() throws Exception {
    try (Sink sink = new Sink("DELIVERBY")) {
      MailOptions options = by(Duration.ofMinutes(5), DeliverBy.Mode.RETURN, false);
      MailHeader header = Bench.asked(options);
      attempt(sink, header, to("temp@x.org"));

      assertThat(bench.parked())
          .singleElement()
          .satisfies(
              entry -> {
                Instant deadline = options.deliverBy().deadline();
                assertThat(entry.dueAt().toEpochMilli()).isEqualTo(deadline.toEpochMilli());
                assertThat(entry.expiresAt()).isEqualTo(entry.dueAt());
              });
      assertThat(sink.commands().get(0)).matches("MAIL .* BY=29\\d;R");
    }
  }

  @Test
  void atADeadlineToNotifyAtTheSenderIsToldAndDeliveryGoesOn() throws Exception {
    try (Sink sink = new Sink()) {
      MailOptions options = by(Duration.ofMinutes(5), DeliverBy.Mode.NOTIFY, false);
      MailHeader header = Bench.asked(options);
      attempt(sink, header, to("temp@x.org"));
      assertThat(bench.parked())
          .singleElement()
          .satisfies(
              entry ->
                  assertThat(entry.dueAt().toEpochMilli())
                      .isEqualTo(options.deliverBy().deadline().toEpochMilli()));

      MailHeader late = Bench.asked(by(Duration.ofSeconds(-9), DeliverBy.Mode.NOTIFY, false));
      attempt(sink, late, to("temp@x.org"));
      assertThat(bench.stored(bench.notification())).contains("Action: delayed");
      assertThat(bench.state(late)).isEqualTo(MessageState.DEFERRED);
      assertThat(bench.claim(late).told().deadline()).isTrue();
    }
  }

  @Test
  void aTracedMessageIsReportedAsRelayedAlways() throws Exception {
    try (Sink sink = new Sink("DELIVERBY")) {
      MailHeader plain = Bench.asked(by(Duration.ofHours(1), DeliverBy.Mode.NOTIFY, false));
      attempt(sink, plain, to("ok@x.org"));
      assertThat(bench.parked()).as("the next hop knows the deadline").isEmpty();

      MailHeader traced = Bench.asked(by(Duration.ofHours(1), DeliverBy.Mode.NOTIFY, true));
      attempt(sink, traced, to("ok@x.org"), to("never@x.org", Notify.NEVER));
      assertThat(bench.stored(bench.notification()))
          .contains("Action: relayed", "ok@x.org")
          .doesNotContain("never@x.org");
    }
  }
}
