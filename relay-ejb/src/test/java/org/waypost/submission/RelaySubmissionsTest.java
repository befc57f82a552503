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
package org.waypost.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.aliases.AddressRewriting;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.MailOptions;
import org.waypost.api.mail.MessageId;
import org.waypost.api.mail.Recipient;
import org.waypost.api.settings.Settings.Mode;
import org.waypost.content.ContentTable;
import org.waypost.content.MemoryContent;
import org.waypost.intake.DiskSpace;
import org.waypost.intake.HeldMail;
import org.waypost.intake.IncomingMail;
import org.waypost.intake.Intake;
import org.waypost.paging.PageRequest;
import org.waypost.parking.Dispatcher;
import org.waypost.parking.LookAgain;
import org.waypost.parking.ParkedEntry;
import org.waypost.parking.ParkedMail;
import org.waypost.parking.RetrySchedule;
import org.waypost.parking.SqlParkedMail;
import org.waypost.queue.ClaimCheck;
import org.waypost.queue.InMemoryQueue;
import org.waypost.queue.MailHeader;
import org.waypost.queue.OutboundQueue;
import org.waypost.queue.QueuedMail;
import org.waypost.routing.Router;
import org.waypost.scheduling.SitesForTests;
import org.waypost.stats.Counters;
import org.waypost.store.Database;
import org.waypost.store.Ledger;
import org.waypost.store.TestDatabases;
import org.waypost.trace.MessageState;
import org.waypost.trace.SqlTrace;
import org.waypost.trace.TraceWriter;

class RelaySubmissionsTest {

  private static final Submissions.Submitter ADMIN =
      new Submissions.Submitter("admin", "fe80:0:0:0:0:0:0:1%eth0");

  @TempDir Path folder;
  private final AtomicInteger transactions = new AtomicInteger();
  private InMemoryQueue queue;
  private Database database;
  private Ledger ledger;
  private RelaySubmissions submissions;
  private Intake intake;
  private volatile boolean failing;

  @BeforeEach
  void open() throws Exception {
    queue = InMemoryQueue.start();
    database = TestDatabases.h2(folder);
    ledger = new Ledger(database, Thread::new);
    TraceWriter trace = new TraceWriter(ledger);
    intake =
        new Intake(
            "mx.example",
            new Router(Mode.RELAY, Optional.empty()),
            new OutboundQueue(queue.factory(), Optional.empty()),
            trace,
            new Counters(),
            new HeldMail(
                ledger,
                trace,
                new RetrySchedule(List.of(Duration.ofMinutes(1)), Duration.ofDays(5))),
            Optional.empty(),
            AddressRewriting.NONE,
            new DiskSpace(folder, true),
            Optional.empty());
    submissions =
        new RelaySubmissions(
            intake,
            this::run,
            ledger,
            database,
            new RelaySubmissions.Limits("mx.example", 10_000, 3, Duration.ofDays(1), true));
  }

  @AfterEach
  void close() {
    ledger.close();
    database.close();
    queue.close();
  }

  private <T> T run(Callable<T> work) throws Exception {
    if (failing) {
      throw new IllegalStateException("no transaction");
    }
    transactions.incrementAndGet();
    return work.call();
  }

  private static MessageDraft draft(Instant sendAt, String key, List<String> tags, String... to) {
    return new MessageDraft(
        "a@x.org", List.of(to), null, null, "s", "text", null, null, null, tags, null, sendAt, key);
  }

  private static MessageDraft draft(Map<String, String> metadata) {
    return new MessageDraft(
        "a@x.org",
        List.of("b@y.org"),
        null,
        null,
        "s",
        "text",
        null,
        null,
        null,
        null,
        metadata,
        null,
        null);
  }

  @Test
  void theSameKeyGivesTheSameMessage() throws Exception {
    MessageDraft draft = draft(null, "key", null, "b@y.org");
    MessageId first = submissions.submit(draft, ADMIN);

    assertThat(submissions.submit(draft, ADMIN)).isEqualTo(first);
    assertThat(submissions.submit(draft, new Submissions.Submitter("other", "::1")))
        .isNotEqualTo(first);
    submissions.forgetKeys(Instant.now().plus(Duration.ofDays(2)));
    assertThat(submissions.submit(draft, ADMIN)).isNotEqualTo(first);
  }

  private RelaySubmissions nextProcess() {
    return new RelaySubmissions(
        intake,
        this::run,
        ledger,
        database,
        new RelaySubmissions.Limits("mx.example", 10_000, 3, Duration.ofDays(1), true));
  }

  // Between the commit and the confirmation of the key: nothing tells that it was taken.
  @Test
  void afterACrashTheSameKeyIsTheSameMessageWhichDeliveryKnows() throws Exception {
    MessageDraft draft = draft(null, "key", null, "b@y.org");
    MessageId first = submissions.submit(draft, ADMIN);
    unconfirm();
    RelaySubmissions next = nextProcess();

    assertThat(next.submit(draft, ADMIN)).isEqualTo(first);
    assertThat(next.submit(draft, ADMIN)).isEqualTo(first);

    assertThat(transactions).hasValue(2);
    try (var context = queue.connect()) {
      List<jakarta.jms.Message> sent = InMemoryQueue.receive(context, 2);
      assertThat(QueuedMail.headerOf(sent.get(1)).id()).isEqualTo(first);
      assertThat(QueuedMail.isAgain(sent.get(0))).isFalse();
      assertThat(QueuedMail.isAgain(sent.get(1))).isTrue();
    }
  }

  @Test
  void afterACrashWhatIsParkedIsNotParkedAgain() throws Exception {
    MessageDraft draft = draft(Instant.now().plus(Duration.ofHours(1)), "key", null, "b@y.org");
    MessageId first = submissions.submit(draft, ADMIN);
    unconfirm();

    assertThat(nextProcess().submit(draft, ADMIN)).isEqualTo(first);
    assertThat(new SqlParkedMail(database).list(null, null, PageRequest.first()).items())
        .hasSize(1);
  }

  @Test
  void aFailedTransactionLeavesTheKeyForTheNextTry() throws Exception {
    MessageDraft draft = draft(null, "key", null, "b@y.org");
    failing = true;
    assertThatExceptionOfType(UnavailableException.class)
        .isThrownBy(() -> submissions.submit(draft, ADMIN));
    failing = false;
    MessageId id = submissions.submit(draft, ADMIN);
    assertThat(submissions.submit(draft, ADMIN)).isEqualTo(id);
  }

  @Test
  void aKeyOfAnotherNodeIsItsOwnUntilTheLeaseIsOver() throws Exception {
    MessageDraft draft = draft(null, "key", null, "b@y.org");
    MessageId first = submissions.submit(draft, ADMIN);
    unconfirm();
    RelaySubmissions node =
        new RelaySubmissions(
            intake,
            this::run,
            ledger,
            database,
            new RelaySubmissions.Limits("mx.example", 10_000, 3, Duration.ofDays(1), false));
    assertThatExceptionOfType(UnavailableException.class)
        .isThrownBy(() -> node.submit(draft, ADMIN))
        .withMessageContaining("node");
    ledger.writeAndWait(
        statements ->
            statements.update("update idempotency set reserved_at = reserved_at - 600000"));
    assertThat(node.submit(draft, ADMIN)).isEqualTo(first);
  }

  /** As the key is while its message is being taken. */
  private void unconfirm() {
    // The confirmation is written in the background, and a key is nobody else's before.
    org.awaitility.Awaitility.await()
        .until(
            () ->
                ledger.writeAndWait(
                    statements ->
                        statements.update(
                            "update idempotency set owner = 'dead', suppressed = null"
                                + " where owner is null")),
            rows -> rows == 1);
  }

  @Test
  void twoRequestsAtOnceWithOneKeyAreOneMessage() {
    MessageDraft draft = draft(null, "key", null, "b@y.org");
    List<CompletableFuture<MessageId>> answers =
        List.of(1, 2, 3, 4).stream()
            .map(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> {
                          try {
                            return submissions.submit(draft, ADMIN);
                          } catch (InvalidSubmissionException e) {
                            throw new IllegalStateException(e);
                          }
                        }))
            .toList();

    assertThat(answers.stream().map(CompletableFuture::join).distinct()).hasSize(1);
    assertThat(transactions).hasValue(1);
  }

  @Test
  void aSendTimeParksTheMessage() throws Exception {
    Instant later = Instant.now().plus(Duration.ofHours(1));
    MessageId id = submissions.submit(draft(later, null, null, "b@y.org", "c@z.org"), ADMIN);

    ParkedMail parking = new SqlParkedMail(database);
    assertThat(parking.list(null, null, PageRequest.first()).items())
        .extracting(ParkedEntry::id, ParkedEntry::state, ParkedEntry::destination)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(id, ParkedEntry.State.SCHEDULED, "y.org"),
            org.assertj.core.groups.Tuple.tuple(id, ParkedEntry.State.SCHEDULED, "z.org"));
    assertThat(new SqlTrace(database).find(id).orElseThrow().summary().state())
        .isEqualTo(MessageState.SCHEDULED);
    try (var stored = new ContentTable(database).open(id).orElseThrow().stream()) {
      assertThat(new String(stored.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
          .startsWith("Received: ")
          .contains("Message-ID: <" + id + "@mx.example>");
    }
  }

  // RFC 4865: the same as with a send time, with what else was asked.
  @Test
  void aReleaseTimeFromSmtpParksTheMessageBeforeItIsAccepted() throws Exception {
    Instant later = Instant.now().plus(Duration.ofHours(1));
    IncomingMail mail =
        new IncomingMail(
            EmailAddress.parse("a@x.org"),
            List.of(Recipient.of(EmailAddress.parse("b@y.org"))),
            new MemoryContent("A: b\r\n\r\nc\r\n".getBytes(StandardCharsets.US_ASCII)),
            new MailHeader.Origin("SMTP", "192.0.2.1", "c", null, "relay"),
            InetAddress.getLoopbackAddress(),
            "ESMTP",
            null,
            MailOptions.NONE.withHoldUntil(later).withRequireTls(),
            List.of());
    MessageId id = MessageId.next();
    assertThat(intake.accept(id, mail, done -> {}).isAccepted()).isTrue();

    List<ClaimCheck> due = new ArrayList<>();
    ParkedEntry entry =
        new SqlParkedMail(database).list(null, null, PageRequest.first()).items().get(0);
    assertThat(entry.state()).isEqualTo(ParkedEntry.State.SCHEDULED);
    assertThat(entry.dueAt().toEpochMilli()).isEqualTo(later.toEpochMilli());
    assertThat(entry.expiresAt()).isEqualTo(entry.dueAt().plus(Duration.ofDays(5)));
    new Dispatcher(
            database,
            ledger,
            new Counters(),
            SitesForTests.of(4),
            new LookAgain(Duration.ZERO),
            due::addAll)
        .sendDue();
    assertThat(due).isEmpty();
    assertThat(new SqlTrace(database).find(id).orElseThrow().options())
        .containsExactly("REQUIRETLS", "HOLDUNTIL=" + later.toEpochMilli());
  }

  @Test
  void aSendTimeThatIsOverSendsAtOnce() throws Exception {
    submissions.submit(draft(Instant.now().minusSeconds(1), null, null, "b@y.org"), ADMIN);

    assertThat(transactions).hasValue(1);
  }

  @Test
  void keepsToItsLimits() {
    refused("to", draft(null, null, null, "b@y.org", "c@y.org", "d@y.org", "e@y.org"));
    refused("sendAt", draft(Instant.now().plus(Duration.ofDays(400)), null, null, "b@y.org"));
    refused("idempotencyKey", draft(null, " ", null, "b@y.org"));
    refused("idempotencyKey", draft(null, "k".repeat(129), null, "b@y.org"));
    refused("tags[0]", draft(null, null, List.of("a\nb"), "b@y.org"));
    refused("metadata.a b", draft(Map.of("a b", "1")));
    refused("metadata.a", draft(Map.of("a", "x\n")));
    refused("tags", draft(null, null, java.util.Collections.nCopies(11, "t"), "b@y.org"));
    assertThatExceptionOfType(InvalidSubmissionException.class)
        .isThrownBy(
            () ->
                submissions.submit(
                    "a@x.org", List.of("b@y.org"), new MemoryContent(new byte[10_001]), ADMIN));
    assertThat(transactions).hasValue(0);
  }

  private void refused(String field, MessageDraft draft) {
    assertThatExceptionOfType(InvalidSubmissionException.class)
        .isThrownBy(() -> submissions.submit(draft, ADMIN))
        .satisfies(e -> assertThat(e.field()).isEqualTo(field));
  }
}
