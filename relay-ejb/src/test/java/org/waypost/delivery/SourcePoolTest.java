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

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.aliases.AddressRewriting;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.Recipient;
import org.waypost.api.net.Network;
import org.waypost.api.settings.Settings.Mode;
import org.waypost.dns.AddressLookup;
import org.waypost.dns.MxLookup;
import org.waypost.paging.PageRequest;
import org.waypost.parking.ParkedEntry;
import org.waypost.parking.Parking;
import org.waypost.parking.SqlParkedMail;
import org.waypost.queue.MailHeader;
import org.waypost.queue.Mails;
import org.waypost.routing.Router;
import org.waypost.scheduling.AdaptiveSites;
import org.waypost.scheduling.Shape;
import org.waypost.scheduling.Shaping;
import org.waypost.scheduling.SiteLimits;
import org.waypost.scheduling.SitesForTests;
import org.waypost.smtpclient.Config;
import org.waypost.smtpclient.SmtpClient;
import org.waypost.sources.JsonPoolFormat;
import org.waypost.sources.JsonSourceFormat;
import org.waypost.sources.SourceAddresses;
import org.waypost.stats.Counters;
import org.waypost.store.Database;
import org.waypost.store.Ledger;
import org.waypost.store.TestDatabases;
import org.waypost.trace.MessageState;
import org.waypost.trace.SqlTrace;
import org.waypost.trace.TraceWriter;

/** Attempts that leave from a pool, or wait for it. */
class SourcePoolTest {

  @TempDir Path folder;
  private Sink sink;
  private SmtpClient client;
  private Database database;
  private Ledger ledger;
  private SourceAddresses sources;

  @BeforeEach
  void open() throws Exception {
    sink = new Sink();
    client =
        new SmtpClient(
            host -> new AddressLookup.Found(List.of(Network.numericAddress(host))),
            Config.of("mx.example"));
    database = TestDatabases.h2(folder);
    ledger = new Ledger(database, Thread::new);
    sources = new SourceAddresses(database, ledger, "mx.example", pool -> Optional.empty());
    sources.sync();
  }

  @AfterEach
  void close() throws Exception {
    client.close();
    sink.close();
    ledger.close();
    database.close();
  }

  private static JsonObject json(String text) {
    return Json.createReader(new StringReader(text.replace('\'', '"'))).readObject();
  }

  private Delivery delivery() {
    Router router = new Router(Mode.RELAY, Optional.of(sink.address()));
    TraceWriter trace = new TraceWriter(ledger);
    Counters counters = new Counters();
    AdaptiveSites sites = SitesForTests.of(4);
    return new Delivery(
        router,
        Bench.transports(
            new HopFinder(domain -> new MxLookup.NullMx(), "mx.example", 25),
            client,
            sites,
            sources
                .choice(sites, Shaping.same(new Shape("test", SiteLimits.of(4), List.of())))
                .departures(),
            counters),
        new Outcomes(
            ledger,
            trace,
            Bench.SCHEDULE,
            new Notifications(
                "mx.example",
                router,
                Bench.SCHEDULE,
                trace,
                new Tidings(Tidings.DELAYED_AFTER),
                AddressRewriting.NONE),
            counters));
  }

  private static Job job(MailHeader header) {
    return Bench.job(header, Recipient.of(EmailAddress.parse("ok@x.org")));
  }

  @Test
  void leavesWhileTheWarmUpAllowsItAndThenWaits() {
    sources
        .sources()
        .replace(
            new JsonSourceFormat()
                .read(
                    null,
                    json(
                        "{'name': 'two', 'address': '127.0.0.2', 'warmUp': {'start': '"
                            + LocalDate.now(ZoneOffset.UTC).minusDays(1)
                            + "', 'limits': [1, 1, 1]}}")));
    sources
        .pools()
        .replace(new JsonPoolFormat().read(null, json("{'name': 'default', 'sources': ['two']}")));
    MailHeader first = Mails.header(1);
    MailHeader second = Mails.header(1);
    Delivery delivery = delivery();

    delivery.attempt(job(first));
    delivery.attempt(job(second));

    SqlTrace trace = new SqlTrace(database);
    assertThat(trace.find(first.id()).orElseThrow().attempts())
        .singleElement()
        .satisfies(
            attempt -> {
              assertThat(attempt.state()).isEqualTo(MessageState.DELIVERED);
              assertThat(attempt.source()).isEqualTo("two[127.0.0.2]");
            });
    assertThat(trace.find(second.id()).orElseThrow().attempts()).isEmpty();
    assertThat(
            new SqlParkedMail(database, ledger, new Parking(database, ledger))
                .list(null, null, PageRequest.first())
                .items())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.id()).isEqualTo(second.id());
              assertThat(entry.state()).isEqualTo(ParkedEntry.State.WAITING);
              assertThat(entry.site()).isEqualTo("pool:default:4");
              assertThat(entry.attempts()).isZero();
            });
    assertThat(sink.messages()).hasSize(1);
  }
}
