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

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.waypost.aliases.AddressRewriting;
import org.waypost.api.event.MailEvent;
import org.waypost.api.extension.ContentFilter;
import org.waypost.api.mail.MailOptions;
import org.waypost.api.mail.Recipient;
import org.waypost.api.net.HostPort;
import org.waypost.api.net.Network;
import org.waypost.api.settings.BounceSettings;
import org.waypost.api.settings.Settings.Mode;
import org.waypost.classification.Classifier;
import org.waypost.content.ContentTable;
import org.waypost.content.MemoryContent;
import org.waypost.dane.DanePolicy;
import org.waypost.dns.AddressLookup;
import org.waypost.dns.MxLookup;
import org.waypost.events.EventCounters;
import org.waypost.events.EventLog;
import org.waypost.events.WrittenEvents;
import org.waypost.extensions.FilterChain;
import org.waypost.extensions.Slot;
import org.waypost.mtasts.StsPolicies;
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
import org.waypost.returns.ReturnAddresses;
import org.waypost.returns.ReturnedMail;
import org.waypost.rewriting.SenderRewriter;
import org.waypost.routing.Router;
import org.waypost.scheduling.Sites;
import org.waypost.scheduling.SitesForTests;
import org.waypost.scheduling.Suspensions;
import org.waypost.smtpclient.Config;
import org.waypost.smtpclient.SmtpClient;
import org.waypost.sources.Departures;
import org.waypost.stats.Counters;
import org.waypost.stats.FailureCounters;
import org.waypost.store.Database;
import org.waypost.store.Ledger;
import org.waypost.store.TestDatabases;
import org.waypost.suppression.SuppressionFeed;
import org.waypost.suppression.SuppressionList;
import org.waypost.suppression.SuppressionRules;
import org.waypost.tlspolicy.TlsRuleBook;
import org.waypost.trace.MessageDetail;
import org.waypost.trace.MessageState;
import org.waypost.trace.SqlTrace;
import org.waypost.trace.TraceWriter;

/** The delivery side without a container: a database, the parking, and a delivery to a next hop. */
final class Bench implements AutoCloseable {

  static final RetrySchedule SCHEDULE =
      new RetrySchedule(List.of(Duration.ofHours(1)), Duration.ofDays(5));

  private final List<ClaimCheck> queue = new ArrayList<>();
  private final SmtpClient client =
      new SmtpClient(
          host -> new AddressLookup.Found(List.of(Network.numericAddress(host))),
          Config.of("mx.example"));
  private final Database database;
  private final Ledger ledger;
  private final Parking parking;
  private final ParkedMail parkedMail;
  private final Dispatcher dispatcher;
  private final ContentTable content;
  private volatile boolean listening;
  private final EventLog events = new EventLog(() -> listening, new EventCounters());
  private Collected collected;
  private Optional<QueuedFilters> filters = Optional.empty();

  Bench(Path folder) {
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

  Delivery delivery(Mode mode, HostPort hop) {
    Router router = new Router(mode, Optional.of(hop));
    TraceWriter trace = new TraceWriter(ledger, events);
    Counters counters = new Counters();
    return new Delivery(
        router,
        transports(
            new HopFinder(domain -> new MxLookup.NullMx(), "mx.example", 25),
            client,
            SitesForTests.of(4),
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

  /** A delivery with all that deals with failures, by these settings. */
  Delivery delivery(HostPort hop, BounceSettings settings, SuppressionList list) {
    Router router = new Router(Mode.RELAY, Optional.of(hop));
    TraceWriter trace = new TraceWriter(ledger, events);
    Counters counters = new Counters();
    FailureCounters failures = new FailureCounters();
    Classifier classifier = new Classifier();
    SuppressionFeed feed = new SuppressionFeed(list, SuppressionRules.of(settings.suppressAfter()));
    Notifications notifications =
        new Notifications(
            "mx.example",
            router,
            SCHEDULE,
            trace,
            new Tidings(settings.delayNotice()),
            AddressRewriting.NONE,
            new Languages(settings.languages()),
            Optional.of(settings.postmaster()),
            failures,
            new NotificationRate(settings.notificationRate()));
    collected = new Collected(database, ledger, notifications);
    return new Delivery(
        router,
        transports(
            new HopFinder(domain -> new MxLookup.NullMx(), "mx.example", 25),
            client,
            SitesForTests.of(4),
            counters),
        new Outcomes(
            ledger,
            trace,
            SCHEDULE,
            notifications,
            counters,
            Optional.of(new Failures(classifier, feed, failures)),
            new LookAgain(Duration.ZERO)),
        new Suppressor(Optional.of(list)),
        new IncomingBounces(
            Optional.of(
                new ReturnedMail(
                    new ReturnAddresses(
                        settings.domains(),
                        settings.reportAddresses(),
                        new SenderRewriter(new byte[32], InstantSource.system())),
                    database,
                    ledger,
                    classifier,
                    feed,
                    failures,
                    trace.events()))),
        Suspensions.NONE,
        filters);
  }

  /** The next delivery has these filters look at its mail. */
  void filter(Path spool, Slot<ContentFilter> slot) {
    filters =
        Optional.of(
            new QueuedFilters(
                slot,
                new FilterChain(spool, 1_000_000),
                new FilteredMail(database, ledger, new TraceWriter(ledger)),
                name -> false));
  }

  /** From now on events are written. */
  void listen() {
    listening = true;
  }

  /** What was told, in order. */
  List<MailEvent> events() {
    return WrittenEvents.of(database);
  }

  SuppressionList list() {
    return new SuppressionList(database, ledger);
  }

  /** What tells of notifications that were collected by the newest delivery. */
  Collected collected() {
    return collected;
  }

  MessageDetail detail(MailHeader header) {
    return new SqlTrace(database).find(header.id()).orElseThrow();
  }

  /** Mail exchangers, smart hosts and capture. */
  static Transports transports(
      HopFinder hopFinder, SmtpClient client, Sites sites, Counters counters) {
    return transports(hopFinder, client, sites, Departures.NONE, counters);
  }

  /** The same, leaving from where these say. */
  static Transports transports(
      HopFinder hopFinder,
      SmtpClient client,
      Sites sites,
      Departures departures,
      Counters counters) {
    Transport smtp =
        new SmtpTransport(
            hopFinder,
            securing(),
            client,
            sites,
            departures,
            counters,
            new SenderRewriter(new byte[32], InstantSource.system()));
    return new Transports(Map.of("mx", smtp, "smarthost", smtp, "capture", new CaptureTransport()));
  }

  /** A first attempt. */
  static Job job(MailHeader header, Recipient... to) {
    return new Job(
        header,
        new DestinationGroup(1, "smarthost", "sink", List.of(to)),
        new MemoryContent(Mails.TEXT.getBytes(StandardCharsets.US_ASCII)),
        1,
        SCHEDULE.expiresAt(header),
        Told.NOTHING,
        null,
        false);
  }

  static MailHeader asked(MailOptions options) {
    return asked(1, options);
  }

  static MailHeader asked(int recipients, MailOptions options) {
    return Mails.with(Mails.header(recipients), options);
  }

  /** A message that was accepted so long ago. */
  static MailHeader old(Duration age, MailOptions options) {
    return Mails.with(Mails.at(Mails.header(1), Instant.now().minus(age)), options);
  }

  /** What is parked of a message, made due and claimed. */
  Job claim(MailHeader header) {
    queue.clear();
    ParkedRows.makeDue(ledger, header.id());
    dispatcher.sendDue();
    ClaimCheck check =
        queue.stream().filter(each -> each.id().equals(header.id())).findFirst().orElseThrow();
    try (Parking.Claimed claimed = parking.claim(check, false).orElseThrow()) {
      var group = claimed.parked();
      return new Job(
          group.header(),
          group.group(),
          content.read(
              group.header().id(),
              group.group().number(),
              group.header().size(),
              group.header().eightBit()),
          group.attempts() + 1,
          group.expiresAt(),
          group.told(),
          group.redirect(),
          true);
    }
  }

  /** All that is parked, next due first. */
  List<ParkedEntry> parked() {
    return parkedMail.list(null, null, PageRequest.first()).items();
  }

  /** The notification that is parked. */
  ParkedEntry notification() {
    return parked().stream().filter(each -> each.sender().isEmpty()).findFirst().orElseThrow();
  }

  MessageState state(MailHeader header) {
    return new SqlTrace(database).find(header.id()).orElseThrow().summary().state();
  }

  String stored(ParkedEntry entry) throws IOException {
    try (InputStream in = content.open(entry.id()).orElseThrow().stream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** As much of a parked message's header as it takes to claim it. */
  static MailHeader headerOf(ParkedEntry entry) {
    MailHeader any = Mails.header(1);
    return new MailHeader(
        entry.id(),
        entry.acceptedAt(),
        any.sender(),
        any.origin(),
        "",
        null,
        any.tags(),
        any.metadata(),
        1,
        entry.size(),
        false,
        MailOptions.NONE);
  }

  @Override
  public void close() {
    client.close();
    ledger.close();
    database.close();
  }

  /** Without policies: what is published is nothing. */
  private static HopSecuring securing() {
    return new TlsParts(
            () -> TlsRuleBook.EMPTY,
            (host, port) -> new DanePolicy.Absent("there is none"),
            StsPolicies.NONE,
            PolicyFailures.NONE)
        .securing();
  }
}
