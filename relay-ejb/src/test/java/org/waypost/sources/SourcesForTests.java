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
package org.waypost.sources;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.Reply;
import org.waypost.routing.RoutingRequest;
import org.waypost.scheduling.Shape;
import org.waypost.scheduling.Shaping;
import org.waypost.scheduling.SiteLimits;
import org.waypost.scheduling.SitesForTests;
import org.waypost.smtpclient.AddressFamily;
import org.waypost.smtpclient.DeliveryReport;
import org.waypost.smtpclient.LocalEnd;
import org.waypost.smtpclient.Passage;
import org.waypost.smtpclient.Promises;
import org.waypost.smtpclient.RecipientOutcome;
import org.waypost.store.Database;
import org.waypost.store.Ledger;

/** The source addresses of a node whose clock stands still, and that can bind what it is told. */
final class SourcesForTests {

  static final Set<AddressFamily> BOTH = EnumSet.allOf(AddressFamily.class);

  final Set<InetAddress> unbound = new HashSet<>();
  final SourceAddresses addresses;
  final Departures departures;
  final org.waypost.scheduling.Backlog backlog;
  Instant now = Instant.parse("2026-11-23T12:00:00Z");
  long nanos = 1;

  SourcesForTests(Database database, Ledger ledger, String node, SiteLimits limits) {
    InstantSource clock = () -> now;
    addresses =
        new SourceAddresses(
            database,
            ledger,
            node,
            pool -> pool.equals("routed") ? Optional.of("over") : Optional.empty(),
            new Bindings(this::bind),
            clock,
            () -> nanos);
    addresses.sync();
    Random random = new Random(42);
    SourceAddresses.Choice choice =
        addresses.choice(
            SitesForTests.of(20),
            Shaping.same(new Shape("test", limits, List.of())),
            random::nextInt);
    departures = choice.departures();
    backlog = choice.backlog();
  }

  private void bind(InetAddress address) throws IOException {
    if (unbound.contains(address)) {
      throw new IOException("not here");
    }
  }

  void source(String text) {
    addresses.sources().replace(new JsonSourceFormat().read(null, SourceFormatsTest.json(text)));
  }

  void pool(String text) {
    addresses.pools().replace(new JsonPoolFormat().read(null, SourceFormatsTest.json(text)));
  }

  void pass(Duration time) {
    now = now.plus(time);
    nanos += time.toNanos();
  }

  static RoutingRequest mail(String sender, String... tags) {
    return new RoutingRequest(
        EmailAddress.parse(sender),
        EmailAddress.parse("to@b.test"),
        null,
        List.of(tags),
        RoutingRequest.Fields.NONE);
  }

  Departure departure(String pool, String site) {
    return departures.of(
        new Departures.Request(
            mail("a@b.test"), Optional.of(pool), site, "b.test", List.of(site), false));
  }

  /** Asks for a way to a site that has addresses of both families. */
  Departure.Way leave(String pool, String site) {
    return leave(pool, site, BOTH);
  }

  Departure.Way leave(String pool, String site, Set<AddressFamily> theirs) {
    return departure(pool, site)
        .leave(
            wanted -> {
              Set<AddressFamily> common = EnumSet.copyOf(theirs);
              common.retainAll(wanted);
              return common;
            });
  }

  /** Delivers one message; the source that it left from, or the line in which it waits. */
  String deliver(String pool, String site) {
    return deliver(pool, site, BOTH);
  }

  String deliver(String pool, String site, Set<AddressFamily> theirs) {
    Departure.Way way = leave(pool, site, theirs);
    if (way instanceof Departure.Leave leave) {
      try (leave) {
        Passage.Source source = leave.sources().get(0);
        leave.done(report(source, true));
        return source.name();
      }
    }
    return way instanceof Departure.Waits waits
        ? waits.line()
        : ((Departure.Nowhere) way).reply().text();
  }

  List<String> deliver(int messages, String pool, String site) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < messages; i++) {
      all.add(deliver(pool, site));
    }
    return all;
  }

  static DeliveryReport report(Passage.Source source, boolean reached) {
    return new DeliveryReport(
        List.of(
            new RecipientOutcome(
                EmailAddress.parse("to@b.test"),
                reached ? RecipientOutcome.Kind.DELIVERED : RecipientOutcome.Kind.DEFERRED,
                reached ? Reply.of(250, "2.0.0", "ok") : Reply.of(451, "4.4.1", "no"),
                "mx[192.0.2.25]:25",
                Promises.NONE,
                null,
                new LocalEnd(source.name(), source.address().getHostAddress()))),
        false,
        reached);
  }
}
