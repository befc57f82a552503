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

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.aliases.AddressRewriting;
import org.waypost.api.net.Network;
import org.waypost.api.settings.Settings.Mode;
import org.waypost.content.ContentTable;
import org.waypost.content.MemoryContent;
import org.waypost.dns.AddressLookup;
import org.waypost.dns.MxHost;
import org.waypost.dns.MxLookup;
import org.waypost.paging.PageRequest;
import org.waypost.parking.Dispatcher;
import org.waypost.parking.LookAgain;
import org.waypost.parking.ParkedEntry;
import org.waypost.parking.ParkedMail;
import org.waypost.parking.ParkedRows;
import org.waypost.parking.Parking;
import org.waypost.parking.RetrySchedule;
import org.waypost.parking.SqlParkedMail;
import org.waypost.parking.Told;
import org.waypost.queue.ClaimCheck;
import org.waypost.queue.DestinationGroup;
import org.waypost.queue.MailHeader;
import org.waypost.queue.Mails;
import org.waypost.routing.Router;
import org.waypost.scheduling.AdaptiveSites;
import org.waypost.scheduling.Admission;
import org.waypost.scheduling.Place;
import org.waypost.scheduling.SiteRequest;
import org.waypost.scheduling.SitesForTests;
import org.waypost.smtpclient.Config;
import org.waypost.smtpclient.SmtpClient;
import org.waypost.stats.Counters;
import org.waypost.store.Database;
import org.waypost.store.Ledger;
import org.waypost.store.TestDatabases;
import org.waypost.trace.MessageState;
import org.waypost.trace.SqlTrace;
import org.waypost.trace.TraceWriter;

class DeliveryTest {

  private static final RetrySchedule SCHEDULE =
      new RetrySchedule(List.of(Duration.ofMinutes(1)), Duration.ofDays(5));

  @TempDir Path folder;
  private final List<ClaimCheck> queue = new ArrayList<>();
  private final AdaptiveSites slots = SitesForTests.of(1);
  private Sink sink;
  private SmtpClient client;
  private Database database;
  private Ledger ledger;
  private Parking parking;
  private ParkedMail parkedMail;
  private Dispatcher dispatcher;
  private ContentTable content;

  @BeforeEach
  void open() throws Exception {
    sink = new Sink();
    client =
        new SmtpClient(
            host -> new AddressLookup.Found(List.of(Network.numericAddress(host))),
            Config.of("mx.example"));
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
    content = new ContentTable(database);
  }

  @AfterEach
  void close() throws Exception {
    client.close();
    sink.close();
    ledger.close();
    database.close();
  }

  private Delivery delivery(Mode mode) {
    Router router = new Router(mode, Optional.of(sink.address()));
    TraceWriter trace = new TraceWriter(ledger);
    Counters counters = new Counters();
    return new Delivery(
        router,
        Bench.transports(
            new HopFinder(domain -> new MxLookup.NullMx(), "mx.example", 25),
            client,
            slots,
            counters),
        new Outcomes(
            ledger,
            trace,
            SCHEDULE,
            new Notifications(
                "mx.example",
                router,
                SCHEDULE,
                trace,
                new Tidings(Tidings.DELAYED_AFTER),
                AddressRewriting.NONE),
            counters));
  }

  private static Job job(MailHeader header, Instant expiresAt, String... to) {
    return new Job(
        header,
        new DestinationGroup(1, "smarthost", "sink", Mails.to(to)),
        new MemoryContent(Mails.TEXT.getBytes(StandardCharsets.US_ASCII)),
        1,
        expiresAt,
        Told.NOTHING,
        null,
        false);
  }

  private static Instant later() {
    return Instant.now().plus(Duration.ofDays(5));
  }

  private List<ParkedEntry> parked() {
    return parkedMail.list(null, null, PageRequest.first()).items();
  }

  private MessageState state(MailHeader header) {
    return new SqlTrace(database).find(header.id()).orElseThrow().summary().state();
  }

  private String stored(ParkedEntry entry) throws Exception {
    try (InputStream in = content.open(entry.id()).orElseThrow().stream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The claim of what is parked and due, as a job. */
  private Job claimed() {
    queue.clear();
    dispatcher.sendDue();
    assertThat(queue).hasSize(1);
    try (Parking.Claimed claimed = parking.claim(queue.get(0), false).orElseThrow()) {
      var group = claimed.parked();
      return new Job(
          group.header(),
          group.group(),
          content.read(group.header().id(), 1, group.header().size(), group.header().eightBit()),
          group.attempts() + 1,
          group.expiresAt(),
          group.told(),
          group.redirect(),
          true);
    }
  }

  @Test
  void whatIsDeliveredLeavesOnlyItsTrace() {
    MailHeader header = Mails.header(1);
    delivery(Mode.RELAY).attempt(job(header, later(), "ok@x.org"));

    assertThat(sink.messages()).containsExactly(Mails.TEXT);
    assertThat(state(header)).isEqualTo(MessageState.DELIVERED);
    assertThat(parked()).isEmpty();
    assertThat(content.open(header.id())).isEmpty();
  }

  @Test
  void aGroupMadeForASmartHostIsTakenApartWhereThereIsNoneAnyMore() {
    MailHeader header = Mails.header(2);
    List<String> asked = new CopyOnWriteArrayList<>();
    Router mx = new Router(Mode.RELAY, Optional.empty());
    TraceWriter trace = new TraceWriter(ledger);
    Counters counters = new Counters();
    new Delivery(
            mx,
            Bench.transports(
                new HopFinder(
                    domain -> {
                      asked.add(domain);
                      return new MxLookup.Hosts(List.of(new MxHost("127.0.0.1", 0)));
                    },
                    "mx.example",
                    sink.address().port()),
                client,
                SitesForTests.of(4),
                counters),
            new Outcomes(
                ledger,
                trace,
                SCHEDULE,
                new Notifications(
                    "mx.example",
                    mx,
                    SCHEDULE,
                    trace,
                    new Tidings(Tidings.DELAYED_AFTER),
                    AddressRewriting.NONE),
                counters))
        .attempt(job(header, later(), "ok@one.example", "ok@two.example"));

    assertThat(asked).containsExactly("one.example", "two.example");
    assertThat(sink.messages()).containsExactly(Mails.TEXT, Mails.TEXT);
    assertThat(state(header)).isEqualTo(MessageState.DELIVERED);
  }

  @Test
  void onlyTheDeferredRecipientsAreParkedAndTheFailedOnesReported() throws Exception {
    MailHeader header = Mails.header(3);
    delivery(Mode.RELAY).attempt(job(header, later(), "ok@x.org", "temp@x.org", "perm@x.org"));

    List<ParkedEntry> parked = parked();
    ParkedEntry report = parked.get(0);
    ParkedEntry deferred = parked.get(1);
    assertThat(parked).hasSize(2);
    assertThat(deferred.id()).isEqualTo(header.id());
    assertThat(deferred.recipients()).containsExactly("temp@x.org");
    assertThat(deferred.attempts()).isEqualTo(1);
    assertThat(deferred.lastReply()).contains("4.2.0 not now");
    assertThat(stored(deferred)).isEqualTo(Mails.TEXT);
    assertThat(report.sender()).isEmpty();
    assertThat(report.recipients()).containsExactly("from@sender.example");
    assertThat(stored(report))
        .contains("Final-Recipient: rfc822; perm@x.org")
        .contains("no such user")
        .doesNotContain("temp@x.org");
    assertThat(state(header)).isEqualTo(MessageState.DEFERRED);
  }

  @Test
  void aParkedGroupThatIsDeliveredIsGone() {
    MailHeader header = Mails.header(1);
    Delivery delivery = delivery(Mode.RELAY);
    delivery.attempt(job(header, later(), "temp@x.org"));
    ParkedRows.makeDue(ledger, header.id());
    Job second = claimed();
    assertThat(second.attempt()).isEqualTo(2);
    delivery.attempt(
        new Job(
            second.header(),
            second.group().withRecipients(Mails.to("ok@x.org")),
            second.content(),
            2,
            second.expiresAt(),
            Told.NOTHING,
            null,
            true));

    assertThat(sink.messages()).containsExactly(Mails.TEXT);
    assertThat(parked()).isEmpty();
    assertThat(content.open(header.id())).isEmpty();
  }

  @Test
  void whatExpiresIsReported() {
    MailHeader header = Mails.header(1);
    delivery(Mode.RELAY).attempt(job(header, Instant.now().minusSeconds(1), "temp@x.org"));

    assertThat(state(header)).isEqualTo(MessageState.EXPIRED);
    assertThat(parked())
        .singleElement()
        .satisfies(entry -> assertThat(entry.recipients()).containsExactly("from@sender.example"));
  }

  // RFC 5321 6.1
  @Test
  void nothingIsReportedToTheNullSender() {
    MailHeader header = Mails.header("", 1, Mails.TEXT.length());
    delivery(Mode.RELAY).attempt(job(header, later(), "perm@x.org"));

    assertThat(state(header)).isEqualTo(MessageState.BOUNCED);
    assertThat(parked()).isEmpty();
  }

  @Test
  void waitingForAPlaceIsNoAttemptUntilTheMessageExpires() {
    MailHeader header = Mails.header(1);
    Delivery delivery = delivery(Mode.RELAY);
    SiteRequest request =
        new SiteRequest(
            sink.address().toString(), "sink", List.of("127.0.0.1"), "smarthost", header, 1, false);
    try (Place taken = ((Admission.Granted) slots.admit(request)).place()) {
      assertThat(taken).isNotNull();
      delivery.attempt(job(header, later(), "ok@x.org"));
      assertThat(parked())
          .singleElement()
          .satisfies(
              entry -> {
                assertThat(entry.state()).isEqualTo(ParkedEntry.State.WAITING);
                assertThat(entry.attempts()).isZero();
              });
      MailHeader old = Mails.header("", 1, Mails.TEXT.length());
      delivery.attempt(job(old, Instant.now(), "ok@x.org"));
      assertThat(state(old)).isEqualTo(MessageState.EXPIRED);
    }
    ParkedRows.makeDue(ledger, header.id());
    Job job = claimed();
    assertThat(job.attempt()).isEqualTo(1);
    delivery.attempt(job);
    assertThat(state(header)).isEqualTo(MessageState.DELIVERED);
  }

  @Test
  void captureStoresTheOctets() throws Exception {
    MailHeader header = Mails.header(1);
    delivery(Mode.CAPTURE).attempt(job(header, later(), "perm@x.org"));

    assertThat(state(header)).isEqualTo(MessageState.CAPTURED);
    assertThat(sink.messages()).isEmpty();
    try (InputStream in = content.open(header.id()).orElseThrow().stream()) {
      assertThat(in.readAllBytes()).asString().isEqualTo(Mails.TEXT);
    }
  }

  @Test
  void aParkedMessageCanBeCaptured() throws Exception {
    MailHeader header = Mails.header(1);
    delivery(Mode.RELAY).attempt(job(header, later(), "temp@x.org"));
    ParkedRows.makeDue(ledger, header.id());
    delivery(Mode.CAPTURE).attempt(claimed());

    assertThat(parked()).isEmpty();
    assertThat(state(header)).isEqualTo(MessageState.CAPTURED);
    try (InputStream in = content.open(header.id()).orElseThrow().stream()) {
      assertThat(in.readAllBytes()).asString().isEqualTo(Mails.TEXT);
    }
  }
}
