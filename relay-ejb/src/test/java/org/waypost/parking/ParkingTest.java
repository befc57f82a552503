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
package org.waypost.parking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.waypost.queue.Mails.addresses;
import static org.waypost.queue.Mails.to;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.MailOptions;
import org.waypost.api.mail.Recipient;
import org.waypost.api.mail.Recipient.Notify;
import org.waypost.content.ContentTable;
import org.waypost.content.MemoryContent;
import org.waypost.paging.PageRequest;
import org.waypost.parking.ParkedEntry.State;
import org.waypost.queue.ClaimCheck;
import org.waypost.queue.DestinationGroup;
import org.waypost.queue.MailHeader;
import org.waypost.queue.Mails;
import org.waypost.scheduling.SitesForTests;
import org.waypost.stats.Counters;
import org.waypost.store.Database;
import org.waypost.store.Ledger;
import org.waypost.store.TestDatabases;
import org.waypost.trace.MessageState;
import org.waypost.trace.TraceWriter;

class ParkingTest {

  @TempDir Path folder;
  private final List<ClaimCheck> queue = new ArrayList<>();
  private Database database;
  private Ledger ledger;
  private Parking parking;
  private ParkedMail parkedMail;
  private Dispatcher dispatcher;

  @BeforeEach
  void open() {
    database = TestDatabases.h2(folder);
    ledger = new Ledger(database, Thread::new);
    parking = new Parking(database, ledger);
    parkedMail = new SqlParkedMail(database);
    dispatcher =
        new Dispatcher(
            database,
            ledger,
            new Counters(),
            SitesForTests.of(4),
            new LookAgain(Duration.ZERO),
            queue::addAll);
  }

  @AfterEach
  void close() {
    ledger.close();
    database.close();
  }

  private static ParkedGroup parked(MailHeader header, State state, Instant due, int attempts) {
    return new ParkedGroup(
        header,
        new DestinationGroup(1, "mx", "x.org", to("a@x.org", "b@x.org")),
        state,
        attempts,
        due,
        Instant.now().plus(Duration.ofDays(5)),
        false,
        null,
        null,
        "451 4.2.0 later");
  }

  private MailHeader park(State state, Instant due) {
    MailHeader header = Mails.header(2);
    ledger.writeAndWait(
        statements -> {
          new TraceWriter(ledger)
              .scheduled(
                  statements, header, addresses("a@x.org", "b@x.org"), MessageState.SCHEDULED);
          ParkedTable.park(statements, parked(header, state, due, 1));
          ContentTable.store(
              statements,
              header.id(),
              1,
              new MemoryContent(Mails.TEXT.getBytes(StandardCharsets.US_ASCII)));
          return null;
        });
    return header;
  }

  private MailHeader parkDue(MailOptions options, List<Recipient> recipients) {
    MailHeader header = Mails.with(Mails.header(recipients.size()), options);
    ledger.writeAndWait(
        statements -> {
          ParkedTable.park(
              statements,
              new ParkedGroup(
                  header,
                  new DestinationGroup(1, "mx", "x.org", recipients),
                  State.DEFERRED,
                  1,
                  Instant.now().minusSeconds(1),
                  Instant.now().plusSeconds(99),
                  true,
                  null,
                  null,
                  null));
          return null;
        });
    return header;
  }

  @Test
  void whatWasAskedIsKept() {
    List<Recipient> recipients =
        List.of(
            new Recipient(EmailAddress.parse("a@x.org"), Set.of(Notify.NEVER), "rfc822;b c@y.org"),
            Recipient.of(EmailAddress.parse("b@x.org")));
    MailHeader header =
        parkDue(
            MailOptions.NONE
                .withRequireTls()
                .withSmtpUtf8()
                .withBody(MailOptions.BodyType.BINARYMIME)
                .withEnvelopeId("a b"),
            recipients);
    dispatcher.sendDue();
    try (Parking.Claimed claimed = parking.claim(queue.get(0), false).orElseThrow()) {
      assertThat(claimed.parked().header().options()).isEqualTo(header.options());
      assertThat(claimed.parked().group().recipients()).isEqualTo(recipients);
      assertThat(claimed.parked().told().delay()).isTrue();
    }
  }

  // RFC 6710
  @Test
  void amongWhatIsDueTheHigherPriorityLeavesFirst() {
    MailHeader low = parkDue(MailOptions.NONE.withPriority(-2), to("a@x.org"));
    MailHeader normal = parkDue();
    MailHeader high = parkDue(MailOptions.NONE.withPriority(9), to("a@x.org"));
    dispatcher.sendDue();

    assertThat(queue).extracting(ClaimCheck::id).containsExactly(high.id(), normal.id(), low.id());
    assertThat(queue).extracting(ClaimCheck::priority).containsExactly(9, 0, -2);
  }

  private MailHeader parkDue() {
    return park(State.DEFERRED, Instant.now().minusSeconds(1));
  }

  private ClaimCheck sent() {
    dispatcher.sendDue();
    assertThat(queue).isNotEmpty();
    return queue.remove(0);
  }

  private ParkedEntry entry() {
    return parkedMail.list(null, null, PageRequest.first()).items().get(0);
  }

  @Test
  void sendsWhatIsDueMostOverdueFirstAndOnce() {
    Instant now = Instant.now();
    MailHeader second = park(State.DEFERRED, now.minusSeconds(10));
    MailHeader first = park(State.WAITING, now.minusSeconds(20));
    MailHeader third = park(State.SCHEDULED, now.minusSeconds(1));
    park(State.DEFERRED, now.plusSeconds(600));
    dispatcher.sendDue();
    dispatcher.sendDue();

    assertThat(queue)
        .extracting(ClaimCheck::id)
        .containsExactly(first.id(), second.id(), third.id());
  }

  @Test
  void handsTheGroupToTheOneThatClaimsIt() {
    MailHeader header = parkDue();
    try (Parking.Claimed claimed = parking.claim(sent(), false).orElseThrow()) {
      ParkedGroup parked = claimed.parked();
      assertThat(parked.header().id()).isEqualTo(header.id());
      assertThat(parked.header().acceptedAt()).isEqualTo(header.acceptedAt());
      assertThat(parked.header().sender()).isEqualTo(header.sender());
      assertThat(parked.header().origin()).isEqualTo(header.origin());
      assertThat(parked.header().metadata()).isEqualTo(header.metadata());
      assertThat(parked.header().recipientCount()).isEqualTo(2);
      assertThat(parked.group().recipients()).isEqualTo(to("a@x.org", "b@x.org"));
      assertThat(parked.attempts()).isEqualTo(1);
      assertThat(parked.lastReply()).isEqualTo("451 4.2.0 later");
    }
  }

  @Test
  void theSecondCopyOfAClaimCheckIsVoid() {
    parkDue();
    ClaimCheck check = sent();
    Parking.Claimed held = parking.claim(check, false).orElseThrow();

    assertThat(parking.claim(check, false)).isEmpty();
    assertThat(parking.claim(check, true)).as("while it is in delivery").isEmpty();
    held.close();
    assertThat(parking.claim(check, false)).isEmpty();
  }

  @Test
  void aRedeliveredClaimCheckIsTheOneThatDiedInDelivery() {
    parkDue();
    ClaimCheck check = sent();
    parking.claim(check, false).orElseThrow().close();

    try (Parking.Claimed again = parking.claim(check, true).orElseThrow()) {
      assertThat(again.parked().state()).isEqualTo(State.ACTIVE);
    }
  }

  @Test
  void theNextProcessTakesTheClaimOfOneThatDiedThoughTheQueueForgotItsDelivery() {
    parkDue();
    ClaimCheck check = sent();
    parking.claim(check, false).orElseThrow().close();
    Parking next = new Parking(database, ledger);

    try (Parking.Claimed again = next.claim(check, false).orElseThrow()) {
      assertThat(again.parked().state()).isEqualTo(State.ACTIVE);
    }
    assertThat(next.claim(check, false)).isEmpty();
  }

  @Test
  void aNewerClaimCheckWaitsForTheAttemptBefore() {
    MailHeader header = parkDue();
    try (Parking.Claimed held = parking.claim(sent(), false).orElseThrow()) {
      ledger.writeAndWait(
          statements ->
              ParkedTable.parkAgain(
                  statements, parked(header, State.DEFERRED, Instant.now().minusSeconds(1), 2)));
      ClaimCheck newer = sent();
      assertThat(held.parked().attempts()).isEqualTo(1);
      assertThatThrownBy(() -> parking.claim(newer, false))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void aRedeliveredClaimCheckIsVoidOnceItsOutcomeIsWritten() {
    MailHeader header = parkDue();
    ClaimCheck check = sent();
    parking.claim(check, false).orElseThrow().close();
    ledger.writeAndWait(
        statements ->
            ParkedTable.parkAgain(
                statements, parked(header, State.DEFERRED, Instant.now().plusSeconds(60), 2)));

    assertThat(parking.claim(check, true)).isEmpty();
    assertThat(entry().attempts()).isEqualTo(2);
    ParkedRows.makeDue(ledger, header.id());
    ClaimCheck next = sent();
    assertThat(parking.claim(check, true)).as("while the next one is in the queue").isEmpty();
    assertThat(next.claim()).isEqualTo(check.claim() + 2);
  }

  @Test
  void aClaimCheckSentTwiceAfterACrashIsClaimedOnce() {
    MailHeader header = parkDue();
    ClaimCheck check = sent();
    // The process died before it noted that the claim check was sent.
    ledger.writeAndWait(statements -> statements.update("update parked set state = 'DEFERRED'"));
    ClaimCheck copy = sent();
    assertThat(copy).isEqualTo(check);

    parking.claim(check, false).orElseThrow().close();
    assertThat(parking.claim(copy, false)).isEmpty();
    assertThat(entry().id()).isEqualTo(header.id());
  }

  @Test
  void whatIsGoneIsNotParkedAgain() {
    MailHeader header = Mails.header(2);

    assertThat(
            ledger.<Boolean>writeAndWait(
                statements ->
                    ParkedTable.parkAgain(
                        statements, parked(header, State.DEFERRED, Instant.now(), 2))))
        .isFalse();
    assertThat(parkedMail.list(null, null, PageRequest.first()).total()).isZero();
  }

  @Test
  void aDeletedGroupIsNotClaimed() {
    MailHeader header = parkDue();
    ClaimCheck check = sent();
    ledger.writeAndWait(
        statements -> {
          ParkedTable.delete(statements, header.id(), 1);
          return null;
        });

    assertThat(parking.claim(check, false)).isEqualTo(Optional.empty());
  }

  @Test
  void aLostClaimCheckIsSentAgainAndItsOldCopyIsVoid() {
    parkDue();
    ClaimCheck lost = sent();
    parking.reviveLost();
    assertThat(entry().state()).isEqualTo(State.ACTIVE);

    long threeHours = Duration.ofHours(3).toMillis();
    ledger.writeAndWait(
        statements ->
            statements.update("update parked set changed_at = changed_at - ?", threeHours));
    parking.reviveLost();
    ClaimCheck again = sent();

    assertThat(parking.claim(lost, true)).isEmpty();
    assertThat(parking.claim(again, false)).isPresent();
  }

  @Test
  void aClockThatWasPutBackKeepsNothingWaiting() {
    MailHeader deferred = park(State.DEFERRED, Instant.now().plusSeconds(300));
    Instant release = Instant.now().plusSeconds(300);
    MailHeader asked = park(State.SCHEDULED, release);
    Clock dayBefore = Clock.offset(Clock.systemUTC(), Duration.ofDays(-1));

    new ClockStep(database, ledger, Clock.systemUTC()).mend();
    assertThat(dueAt(deferred)).isAfter(Instant.now().plusSeconds(200));
    new ClockStep(database, ledger, dayBefore).mend();

    assertThat(dueAt(deferred))
        .isBetween(dayBefore.instant().plusSeconds(200), dayBefore.instant().plusSeconds(301));
    assertThat(dueAt(asked)).isEqualTo(release.truncatedTo(ChronoUnit.MILLIS));
  }

  @Test
  void aClockThatIsPutBackWhileItRunsIsNoticed() {
    AtomicLong passed = new AtomicLong();
    ClockStep step = new ClockStep(database, ledger, Clock.systemUTC(), passed::get);
    step.mend();
    MailHeader deferred = park(State.DEFERRED, Instant.now().plusSeconds(300));
    long hours = Duration.ofHours(2).toMillis();
    ledger.writeAndWait(
        statements ->
            statements.update(
                "update parked set changed_at = changed_at + ?, due_at = due_at + ?",
                hours,
                hours));

    step.mend();
    assertThat(dueAt(deferred)).isAfter(Instant.now().plusSeconds(7_000));
    // Two hours passed, and the time of day knows nothing of them.
    passed.addAndGet(Duration.ofHours(2).toNanos());
    step.mend();
    assertThat(dueAt(deferred)).isBefore(Instant.now().plusSeconds(301));
  }

  private Instant dueAt(MailHeader header) {
    return parkedMail.list(null, null, PageRequest.first()).items().stream()
        .filter(entry -> entry.id().equals(header.id()))
        .findFirst()
        .orElseThrow()
        .dueAt();
  }

  @Test
  void listsAndCounts() {
    Instant now = Instant.now();
    park(State.DEFERRED, now.plusSeconds(20));
    MailHeader first = park(State.DEFERRED, now.plusSeconds(10));
    park(State.SCHEDULED, now.plusSeconds(5));

    var page = parkedMail.list("x.org", State.DEFERRED, new PageRequest(1, 1));
    assertThat(page.total()).isEqualTo(2);
    assertThat(page.items()).extracting(ParkedEntry::id).containsExactly(first.id());
    assertThat(parkedMail.list("y.org", null, PageRequest.first()).total()).isZero();
    assertThat(parkedMail.counts())
        .containsExactly(
            new ParkedMail.Count("x.org", State.DEFERRED, 2),
            new ParkedMail.Count("x.org", State.SCHEDULED, 1));
  }
}
