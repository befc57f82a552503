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
package org.waypost.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.waypost.queue.Mails.addresses;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.api.mail.EmailAddress;
import org.waypost.paging.PageRequest;
import org.waypost.queue.MailHeader;
import org.waypost.queue.Mails;
import org.waypost.store.Database;
import org.waypost.store.Ledger;
import org.waypost.store.TestDatabases;

class TraceTest {

  @TempDir Path folder;
  private Database database;
  private Ledger ledger;
  private TraceWriter writer;
  private SqlTrace trace;

  @BeforeEach
  void open() {
    database = TestDatabases.h2(folder);
    ledger = new Ledger(database, Thread::new);
    writer = new TraceWriter(ledger);
    trace = new SqlTrace(database);
  }

  @AfterEach
  void close() {
    ledger.close();
    database.close();
  }

  private static Attempted attempt(int group, int number, MessageState state, String... to) {
    return new Attempted(
        group,
        number,
        Instant.now(),
        5,
        "mx",
        addresses(to).stream()
            .map(
                recipient ->
                    new Attempted.Result(
                        recipient, state, "mx[192.0.2.1]:25", "reply " + state + " " + number))
            .toList());
  }

  private void write(MailHeader header, Attempted attempted) {
    List<EmailAddress> group =
        attempted.results().stream().map(Attempted.Result::recipient).toList();
    ledger.writeAndWait(
        statements -> {
          writer.attempted(statements, header, group, attempted);
          return null;
        });
    writer.settled(header.id());
  }

  private MessageDetail find(MailHeader header) {
    return trace.find(header.id()).orElseThrow();
  }

  private MessageState state(MailHeader header) {
    return find(header).summary().state();
  }

  @Test
  void acceptanceAndOutcomeBecomeOneEntry() {
    MailHeader header = Mails.header(2);
    writer.accepted(header, addresses("a@x.org", "b@y.org"));
    write(header, attempt(1, 1, MessageState.DELIVERED, "a@x.org"));

    assertThat(writer.waiting()).isZero();
    assertThat(find(header).recipients())
        .extracting(recipient -> recipient.address() + " " + recipient.state())
        .containsExactly("a@x.org DELIVERED", "b@y.org QUEUED");
    assertThat(state(header)).isEqualTo(MessageState.QUEUED);
  }

  @Test
  void theOutcomeCarriesEverythingWhenTheAcceptanceIsLost() {
    MailHeader header = Mails.header(3);
    write(header, attempt(2, 1, MessageState.DELIVERED, "b@y.org"));
    assertThat(state(header)).isEqualTo(MessageState.QUEUED);
    write(header, attempt(3, 1, MessageState.BOUNCED, "c@z.org"));
    write(header, attempt(1, 1, MessageState.DELIVERED, "a@x.org"));

    MessageDetail detail = find(header);
    assertThat(detail.recipients()).hasSize(3);
    assertThat(detail.attempts()).hasSize(3);
    assertThat(detail.summary().state()).isEqualTo(MessageState.BOUNCED);
    assertThat(detail.summary().source()).isEqualTo(MessageSummary.Source.SMTP);
    assertThat(detail.tags()).containsExactly("blue", "green");
    assertThat(detail.metadata().entries()).containsExactly(entry("order", "4711"));
    assertThat(detail.peer()).isEqualTo("192.0.2.7");
    assertThat(detail.contentStored()).isFalse();
  }

  @Test
  void anAcceptanceThatComesAfterItsOutcomeChangesNothing() throws InterruptedException {
    MailHeader header = Mails.header(1);
    write(header, attempt(1, 1, MessageState.DELIVERED, "a@x.org"));
    writer.accepted(header, addresses("a@x.org"));
    flushAll();

    assertThat(state(header)).isEqualTo(MessageState.DELIVERED);
  }

  @Test
  void anAcceptanceIsWrittenWhenNoOutcomeComes() {
    MailHeader header = Mails.header(1);
    writer.accepted(header, addresses("a@x.org"));
    flushAll();

    assertThat(state(header)).isEqualTo(MessageState.QUEUED);
  }

  private void flushAll() {
    org.awaitility.Awaitility.await()
        .until(
            () -> {
              writer.flush();
              return writer.waiting() == 0;
            });
  }

  @Test
  void aRedeliveredOutcomeIsNotWrittenTwice() {
    MailHeader header = Mails.header(1);
    write(header, attempt(1, 1, MessageState.DEFERRED, "a@x.org"));
    write(header, attempt(1, 2, MessageState.DELIVERED, "a@x.org"));
    write(header, attempt(1, 1, MessageState.DEFERRED, "a@x.org"));

    assertThat(state(header)).isEqualTo(MessageState.DELIVERED);
    assertThat(find(header).attempts())
        .extracting(MessageDetail.Attempt::number)
        .containsExactly(1, 2);
    assertThat(find(header).summary().lastReply()).isEqualTo("reply DELIVERED 2");
  }

  @Test
  void theStateIsThatOfWhatIsOpenThenOfWhatWentWrong() {
    MailHeader header = Mails.header(3);
    writer.accepted(header, addresses("a@x.org", "b@x.org", "c@y.org"));
    write(header, attempt(1, 1, MessageState.BOUNCED, "a@x.org", "b@x.org"));
    write(header, attempt(2, 1, MessageState.DEFERRED, "c@y.org"));
    assertThat(state(header)).isEqualTo(MessageState.DEFERRED);
    write(header, attempt(2, 2, MessageState.EXPIRED, "c@y.org"));
    assertThat(state(header)).isEqualTo(MessageState.EXPIRED);
  }

  @Test
  void waitingForAPlaceIsDeferred() {
    MailHeader header = Mails.header(1);
    for (int i = 0; i < 2; i++) {
      ledger.writeAndWait(
          statements -> {
            writer.waiting(statements, header, addresses("a@x.org"));
            return null;
          });
    }
    assertThat(state(header)).isEqualTo(MessageState.DEFERRED);
    write(header, attempt(1, 1, MessageState.DELIVERED, "a@x.org"));
    assertThat(state(header)).isEqualTo(MessageState.DELIVERED);
  }

  @Test
  void aReplyIsCutBetweenCharacters() {
    Attempted.Result result =
        new Attempted.Result(
            EmailAddress.parse("a@x.org"), MessageState.BOUNCED, null, "5".repeat(1999) + "😀");

    assertThat(result.reply()).isEqualTo("5".repeat(1999));
  }

  private long count(String text, String from, String to, String domain, MessageState state) {
    return trace
        .search(new MessageQuery(text, state, from, to, domain, null, null, PageRequest.first()))
        .total();
  }

  @Test
  void findsByEveryFilter() {
    MailHeader delivered = Mails.header("Joe_1@sender.example", 1, 10);
    write(delivered, attempt(1, 1, MessageState.DELIVERED, "a%b@x.org"));
    MailHeader bounced = Mails.header("joex1@sender.example", 1, 10);
    write(bounced, attempt(1, 1, MessageState.BOUNCED, "axb@y.org"));

    assertThat(count(null, null, null, null, null)).isEqualTo(2);
    assertThat(count("", " ", "", "", null)).isEqualTo(2);
    assertThat(count(null, "joe_", null, null, null)).isEqualTo(1);
    assertThat(count(null, "JOE", null, null, null)).isEqualTo(2);
    assertThat(count(null, null, "a%b", null, null)).isEqualTo(1);
    assertThat(count(null, null, null, "X.org", null)).isEqualTo(1);
    assertThat(count(null, null, null, null, MessageState.BOUNCED)).isEqualTo(1);
    assertThat(count("hello", null, null, null, null)).isEqualTo(2);
    assertThat(count("hello y.org", null, null, null, null)).isEqualTo(1);
    assertThat(count("green", null, null, null, null)).isEqualTo(2);
    assertThat(count("%", null, null, null, null)).isEqualTo(1);
    assertThat(count("\\", null, null, null, null)).isZero();
    assertThat(count("' or 1=1 --", null, null, null, null)).isZero();
    assertThat(count("<1@a>", null, null, null, null)).isEqualTo(2);
    assertThat(count(delivered.id().value().toUpperCase(Locale.ROOT), null, null, null, null))
        .isEqualTo(1);
  }

  @Test
  void findsByTimeAndPages() {
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    for (int i = 0; i < 5; i++) {
      write(
          Mails.at(Mails.header(1), start.plusSeconds(i)),
          attempt(1, 1, MessageState.DELIVERED, "a@x.org"));
    }
    var page =
        trace.search(
            new MessageQuery(
                null,
                null,
                null,
                null,
                null,
                start.plusSeconds(1),
                start.plusSeconds(4),
                new PageRequest(2, 2)));

    assertThat(page.total()).isEqualTo(3);
    assertThat(page.pages()).isEqualTo(2);
    assertThat(page.items())
        .extracting(MessageSummary::acceptedAt)
        .hasSize(1)
        .allMatch(
            time -> !time.isBefore(start.plusSeconds(1)) && time.isBefore(start.plusSeconds(4)));
  }

  @Test
  void retentionSparesWhatIsOpenOrCapturedOrYoung() {
    Instant old = Instant.now().minusSeconds(3600);
    List<MessageState> states =
        List.of(
            MessageState.DELIVERED,
            MessageState.BOUNCED,
            MessageState.EXPIRED,
            MessageState.DEFERRED,
            MessageState.CAPTURED);
    for (MessageState state : states) {
      write(Mails.at(Mails.header(1), old), attempt(1, 1, state, "a@x.org"));
    }
    write(Mails.header(1), attempt(1, 1, MessageState.DELIVERED, "a@x.org"));

    new TraceRetention(database, ledger).deleteFinishedBefore(old.plusSeconds(60));

    assertThat(
            trace
                .search(
                    new MessageQuery(null, null, null, null, null, null, null, PageRequest.first()))
                .items())
        .extracting(MessageSummary::state)
        .containsExactlyInAnyOrder(
            MessageState.DEFERRED, MessageState.CAPTURED, MessageState.DELIVERED);
    assertThat(database.<Long>read(statements -> statements.number("select count(*) from attempt")))
        .isEqualTo(3);
  }
}
