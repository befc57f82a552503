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
package org.waypost.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.aliases.AddressRewriting;
import org.waypost.api.extension.ContentFilter;
import org.waypost.api.extension.FilterResult;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.MessageId;
import org.waypost.api.mail.Recipient;
import org.waypost.api.mail.Verdict;
import org.waypost.api.settings.Settings.Mode;
import org.waypost.content.MemoryContent;
import org.waypost.extensions.ExtensionPoint;
import org.waypost.extensions.FailurePolicy;
import org.waypost.extensions.FilterChain;
import org.waypost.extensions.TestSlots;
import org.waypost.paging.PageRequest;
import org.waypost.parking.ParkedEntry;
import org.waypost.parking.RetrySchedule;
import org.waypost.parking.SqlParkedMail;
import org.waypost.queue.InMemoryQueue;
import org.waypost.queue.Mails;
import org.waypost.queue.OutboundQueue;
import org.waypost.routing.Route;
import org.waypost.routing.RouteDefinition;
import org.waypost.routing.RouteMatch;
import org.waypost.routing.Router;
import org.waypost.routing.Target;
import org.waypost.stats.Counters;
import org.waypost.store.Database;
import org.waypost.store.Ledger;
import org.waypost.store.TestDatabases;
import org.waypost.trace.MessageState;
import org.waypost.trace.SqlTrace;
import org.waypost.trace.TraceWriter;

/** What content filters say while mail is taken. */
class ScreeningTest {

  private final MessageId id = MessageId.next();
  @TempDir Path folder;
  private InMemoryQueue queue;
  private Database database;
  private Ledger ledger;

  @BeforeEach
  void open() throws Exception {
    queue = InMemoryQueue.start();
    database = TestDatabases.h2(folder);
    ledger = new Ledger(database, Thread::new);
  }

  @AfterEach
  void close() throws Exception {
    ledger.close();
    database.close();
    queue.close();
  }

  private Verdict accept(ContentFilter filter) throws IOException {
    TraceWriter trace = new TraceWriter(ledger);
    RetrySchedule schedule = new RetrySchedule(List.of(Duration.ofMinutes(1)), Duration.ofDays(5));
    Router router = new Router(Mode.RELAY, Optional.empty());
    router.use(
        List.of(
            new RouteDefinition(
                Route.of("elsewhere", new Target.Jms("elsewhere", false)),
                1,
                new RouteMatch(List.of()),
                false,
                false)));
    Intake intake =
        new Intake(
            "mx.example",
            router,
            new OutboundQueue(queue.factory(), Optional.empty()),
            trace,
            new Counters(),
            new HeldMail(ledger, trace, schedule),
            Optional.empty(),
            AddressRewriting.NONE,
            new DiskSpace(folder, false),
            Optional.of(
                new Screening(
                    new SessionFilters(
                        TestSlots.with(
                            ExtensionPoint.CONTENT_FILTER,
                            ContentFilter.class,
                            FailurePolicy.HOLD,
                            filter),
                        new FilterChain(folder, 1_000_000)),
                    new SetAside(ledger, trace, schedule))));
    return intake.accept(
        id,
        new IncomingMail(
            EmailAddress.parse("ann@example.org"),
            Mails.to("bob@x.example"),
            new MemoryContent("Subject: hello\r\n\r\nx\r\n".getBytes(StandardCharsets.US_ASCII)),
            Mails.header(1).origin(),
            null,
            "SMTP",
            null,
            Mails.header(1).options(),
            List.of("mine")),
        work -> {});
  }

  private ParkedEntry parked() {
    return new SqlParkedMail(database).list(null, null, PageRequest.first()).items().get(0);
  }

  private MessageState state() {
    return new SqlTrace(database).find(id).orElseThrow().summary().state();
  }

  @Test
  void aRefusalIsTheAnswer() throws IOException {
    assertThat(
            accept((mail, content) -> FilterResult.refuse(Verdict.permanent(554, "5.7.1", "No"))))
        .isEqualTo(Verdict.permanent(554, "5.7.1", "No"));
    assertThat(new SqlParkedMail(database).list(null, null, PageRequest.first()).items()).isEmpty();
  }

  @Test
  void heldMailIsParkedAsTheFilterLeftIt() throws IOException {
    Verdict verdict =
        accept(
            (mail, content) ->
                FilterResult.hold("looks odd")
                    .withHeader("X-Odd", "yes")
                    .withTag("odd")
                    .withRecipients(
                        List.of(
                            Recipient.of(EmailAddress.parse("bob@x.example")),
                            Recipient.of(EmailAddress.parse("eve@x.example")))));
    assertThat(verdict.isAccepted()).isTrue();
    assertThat(parked().state()).isEqualTo(ParkedEntry.State.HELD);
    assertThat(parked().tags()).containsExactly("mine", "odd");
    assertThat(parked().recipients()).containsExactly("bob@x.example", "eve@x.example");
    assertThat(parked().lastReply()).isEqualTo("held by test: looks odd");
    assertThat(state()).isEqualTo(MessageState.HELD);
  }

  @Test
  void aFailureHoldsAsConfigured() throws IOException {
    accept(
        (mail, content) -> {
          throw new IOException("scanner away");
        });
    assertThat(parked().state()).isEqualTo(ParkedEntry.State.HELD);
    assertThat(parked().lastReply()).contains("IOException: scanner away");
  }

  @Test
  void redirectedMailIsParkedForItsRoute() throws IOException {
    accept((mail, content) -> FilterResult.pass().withRoute("elsewhere"));
    assertThat(parked().redirect()).isEqualTo("elsewhere");
    assertThat(parked().route()).isEqualTo("elsewhere");
    assertThat(parked().state()).isEqualTo(ParkedEntry.State.DEFERRED);
  }

  @Test
  void whatIsDroppedIsInTheTraceAlone() throws IOException {
    assertThat(accept((mail, content) -> FilterResult.discard("no use")).isAccepted()).isTrue();
    assertThat(state()).isEqualTo(MessageState.DISCARDED);
  }
}
