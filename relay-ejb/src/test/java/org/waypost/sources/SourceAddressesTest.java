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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.waypost.sources.SourcesForTests.BOTH;
import static org.waypost.sources.SourcesForTests.mail;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.json.InvalidMemberException;
import org.waypost.scheduling.SiteLimits;
import org.waypost.smtpclient.AddressFamily;
import org.waypost.sources.SourceStatus.State;
import org.waypost.store.Database;
import org.waypost.store.Ledger;
import org.waypost.store.TestDatabases;

class SourceAddressesTest {

  private static final Set<AddressFamily> IPV4 = Set.of(AddressFamily.IPV4);

  @TempDir Path folder;
  private Database database;
  private Ledger ledger;
  private SourcesForTests sources;

  @BeforeEach
  void open() {
    database = TestDatabases.h2(folder);
    ledger = new Ledger(database, Thread::new);
    sources = node("relay-a", SiteLimits.of(20));
  }

  private SourcesForTests node(String name, SiteLimits limits) {
    return new SourcesForTests(database, ledger, name, limits);
  }

  @AfterEach
  void close() {
    ledger.close();
    database.close();
  }

  private SourceStatus status(String name) {
    return sources.addresses.sources().find(name).orElseThrow().status();
  }

  @Test
  void withoutPoolsTheSystemChooses() {
    assertThat(sources.departure("none", "mx.test")).isSameAs(Departure.OF_SYSTEM);
  }

  @Test
  void drawsInProportionToTheWeights() {
    sources.source("{'name': 'a', 'address': '192.0.2.1', 'weight': 3}");
    sources.source("{'name': 'b', 'address': '192.0.2.2'}");
    sources.pool("{'name': 'p', 'sources': ['a', 'b']}");
    sources.pool("{'name': 'even', 'sources': [{'source': 'a', 'weight': 1}, 'b']}");

    assertThat(Collections.frequency(sources.deliver(4000, "p", "mx.test"), "a"))
        .isBetween(2900, 3100);
    assertThat(Collections.frequency(sources.deliver(4000, "even", "mx.test"), "a"))
        .isBetween(1880, 2120);
  }

  @Test
  void takesTheFirstThatCanBeUsed() throws UnknownHostException {
    sources.unbound.add(InetAddress.getByName("192.0.2.1"));
    sources.source("{'name': 'no', 'address': '192.0.2.1'}");
    sources.source("{'name': 'off', 'address': '192.0.2.2', 'enabled': false}");
    sources.source("{'name': 'other', 'address': '192.0.2.3', 'node': 'relay-b'}");
    sources.source("{'name': 'yes', 'address': '192.0.2.4', 'node': 'Relay-A'}");
    sources.source("{'name': 'spare', 'address': '192.0.2.5'}");
    sources.pool(
        "{'name': 'p', 'choice': 'first', 'sources': ['no', 'off', 'other', 'yes', 'spare']}");

    assertThat(sources.deliver(3, "p", "mx.test")).containsOnly("yes");
    assertThat(status("no").state()).isEqualTo(State.UNBOUND);
    assertThat(status("no").why()).isEqualTo("192.0.2.1 cannot be bound: not here");
    assertThat(status("off").state()).isEqualTo(State.DISABLED);
    assertThat(status("other").state()).isEqualTo(State.ELSEWHERE);
    assertThat(status("yes").state()).isEqualTo(State.READY);
    assertThat(sources.addresses.pools().find("p").orElseThrow().ready()).isEqualTo(2);
  }

  @Test
  void anAddressThatCanBeBoundLaterIsFoundOut() throws UnknownHostException {
    sources.unbound.add(InetAddress.getByName("192.0.2.1"));
    sources.source("{'name': 'a', 'address': '192.0.2.1'}");
    sources.pool("{'name': 'p', 'sources': ['a']}");
    assertThat(sources.departure("p", "mx.test").closed().orElseThrow().line())
        .isEqualTo("pool:p:4");

    sources.unbound.clear();
    sources.pass(Duration.ofSeconds(11));
    sources.addresses.sync();
    assertThat(sources.deliver("p", "mx.test")).isEqualTo("a");
  }

  @Test
  void aWarmUpAllowsSoMuchADayAndThenEverything() {
    sources.source(
        "{'name': 'a', 'address': '192.0.2.1', 'warmUp': {'start': '2026-11-23', 'limits': [2,"
            + " 3]}}");
    sources.pool("{'name': 'p', 'sources': ['a']}");

    assertThat(sources.deliver(3, "p", "mx.test")).containsExactly("a", "a", "pool:p:4");
    assertThat(status("a").state()).isEqualTo(State.EXHAUSTED);
    Departure.Waits waits = sources.departure("p", "mx.test").closed().orElseThrow();
    assertThat(waits.until()).isEqualTo("2026-11-24T00:00:00Z");
    assertThat(waits.reason()).contains("a: its warm-up allows 2 on 2026-11-23");
    assertThat(sources.backlog.room(waits.line())).isZero();

    sources.pass(Duration.ofDays(1));
    assertThat(sources.backlog.room(waits.line())).isEqualTo(3);
    assertThat(sources.backlog.ready()).contains(waits.line());
    assertThat(sources.deliver(4, "p", "mx.test")).endsWith("a", "a", "a", "pool:p:4");

    sources.pass(Duration.ofDays(1));
    assertThat(sources.deliver(100, "p", "mx.test")).containsOnly("a");
    assertThat(status("a").limit()).isNull();
    assertThat(status("a").used()).isEqualTo(100);
  }

  @Test
  void nothingLeavesBeforeTheFirstDay() {
    sources.source(
        "{'name': 'a', 'address': '192.0.2.1', 'warmUp': {'start': '2026-11-25', 'first': 5}}");
    sources.pool("{'name': 'p', 'sources': ['a']}");
    assertThat(status("a").state()).isEqualTo(State.NOT_STARTED);
    assertThat(sources.departure("p", "mx.test").closed().orElseThrow().until())
        .isEqualTo("2026-11-25T00:00:00Z");
  }

  @Test
  void countsSurviveAndAreSharedByNodes() {
    sources.source(
        "{'name': 'a', 'address': '192.0.2.1', 'warmUp': {'start': '2026-11-23', 'limits': [3]}}");
    sources.pool("{'name': 'p', 'sources': ['a']}");
    sources.deliver(2, "p", "mx.test");
    sources.addresses.writeCounts();

    SourcesForTests second = node("relay-b", SiteLimits.of(20));
    assertThat(second.deliver(2, "p", "mx.test")).containsExactly("a", "pool:p:4");
    second.addresses.writeCounts();
    sources.addresses.sync();
    assertThat(status("a").used()).isEqualTo(3);
    assertThat(sources.deliver("p", "mx.test")).isEqualTo("pool:p:4");
  }

  @Test
  void whatReachesNobodyDoesNotCount() {
    sources.source("{'name': 'a', 'address': '192.0.2.1'}");
    sources.pool("{'name': 'p', 'sources': ['a']}");
    try (Departure.Leave leave = (Departure.Leave) sources.leave("p", "mx.test")) {
      leave.done(SourcesForTests.report(leave.sources().get(0), false));
    }
    assertThat(status("a").used()).isZero();
  }

  @Test
  void overflowsToAnotherPool() {
    sources.source(
        "{'name': 'new', 'address': '192.0.2.1', 'warmUp': {'start': '2026-11-23', 'limits':"
            + " [1]}}");
    sources.source("{'name': 'old', 'address': '192.0.2.2'}");
    sources.pool("{'name': 'default', 'sources': ['old']}");
    sources.pool("{'name': 'p', 'sources': ['new'], 'overflow': 'default'}");
    assertThat(sources.deliver(3, "p", "mx.test")).containsExactly("new", "old", "old");
  }

  @Test
  void onlyFamiliesOfTheDestinationCount() {
    sources.source(
        "{'name': 'four', 'address': '192.0.2.1', 'warmUp': {'start': '2026-11-23', 'limits':"
            + " [1]}}");
    sources.source("{'name': 'six', 'address': '2001:db8::1'}");
    sources.pool("{'name': 'p', 'sources': ['four', 'six']}");
    sources.pool("{'name': 'six', 'sources': ['six']}");

    assertThat(sources.deliver("p", "mx.test", IPV4)).isEqualTo("four");
    assertThat(sources.deliver("p", "mx.test", IPV4)).isEqualTo("pool:p:4");
    assertThat(sources.backlog.room("pool:p:4")).isZero();
    assertThat(sources.deliver("p", "mx.test", BOTH)).isEqualTo("six");
    assertThat(sources.deliver("six", "mx.test", IPV4))
        .contains("source addresses of pool six are all of a family");
  }

  @Test
  void offersASourceOfEachFamilyAndCountsTheOneThatWasUsed() {
    sources.source("{'name': 'four', 'address': '192.0.2.1', 'weight': 1000000}");
    sources.source("{'name': 'six', 'address': '2001:db8::1'}");
    sources.pool("{'name': 'p', 'sources': ['four', 'six']}");
    try (Departure.Leave leave = (Departure.Leave) sources.leave("p", "mx.test")) {
      assertThat(leave.sources()).extracting(each -> each.name()).containsExactly("four", "six");
      leave.done(SourcesForTests.report(leave.sources().get(1), true));
    }
    assertThat(status("four").used()).isZero();
    assertThat(status("six").used()).isEqualTo(1);
  }

  @Test
  void aSourceHasSoManyPlacesAtASite() {
    sources = node("relay-a", limits(1));
    sources.source("{'name': 'a', 'address': '192.0.2.1'}");
    sources.source("{'name': 'b', 'address': '192.0.2.2'}");
    sources.pool("{'name': 'p', 'sources': ['a', 'b']}");
    Departure.Leave first = (Departure.Leave) sources.leave("p", "mx.test");
    Departure.Leave second = (Departure.Leave) sources.leave("p", "mx.test");
    assertThat(first.sources()).isNotEqualTo(second.sources());

    String line = sources.departure("p", "mx.test").closed().orElseThrow().line();
    assertThat(line).isEqualTo("pool:p:4 mx.test");
    assertThat(sources.backlog.room(line)).isZero();
    assertThat(sources.deliver("p", "other.test")).isIn("a", "b");
    first.close();
    assertThat(sources.backlog.room(line)).isEqualTo(1);
    second.close();
  }

  private static SiteLimits limits(int perSource) {
    SiteLimits usual = SiteLimits.of(20);
    return new SiteLimits(
        usual.firstConnections(),
        usual.connections(),
        usual.messagesPerConnection(),
        usual.recipientsPerTransaction(),
        usual.idle(),
        usual.rates(),
        usual.failures(),
        perSource,
        Optional.empty());
  }

  @Test
  void aSourceThatASiteDoesNotWantRestsThereAlone() {
    sources.source("{'name': 'a', 'address': '192.0.2.1'}");
    sources.source("{'name': 'b', 'address': '192.0.2.2'}");
    sources.pool("{'name': 'p', 'sources': ['a', 'b']}");
    sources.addresses.rests().rest("a", "mx.test", Duration.ofHours(1), "550 5.7.1 blocked");

    assertThat(sources.deliver(20, "p", "mx.test")).containsOnly("b");
    assertThat(sources.deliver(20, "p", "other.test")).contains("a");
    assertThat(status("a").rests()).extracting(SourceStatus.Rest::site).containsExactly("mx.test");
    sources.pass(Duration.ofHours(1));
    assertThat(sources.deliver(20, "p", "mx.test")).contains("a");
  }

  @Test
  void aWarmUpMayAllowLessForSomeSites() {
    sources.source(
        "{'name': 'a', 'address': '192.0.2.1', 'warmUp': {'start': '2026-11-23', 'limits': [10],"
            + " 'sites': [{'name': 'big', 'hosts': '*.big.test', 'limits': [1]}]}}");
    sources.pool("{'name': 'p', 'sources': ['a']}");
    assertThat(sources.deliver(2, "p", "mx.big.test")).containsExactly("a", "pool:p:4 mx.big.test");
    assertThat(sources.deliver("p", "mx.test")).isEqualTo("a");
    assertThat(status("a").sites()).containsExactly(new SourceStatus.SiteCount("big", 1, 1L));
  }

  @Test
  void choosesThePoolByRouteThenByMatchThenTheDefault() {
    sources.source("{'name': 'a', 'address': '192.0.2.1'}");
    sources.pool("{'name': 'late', 'order': 9, 'match': {'tag': 'news'}, 'sources': ['a']}");
    sources.pool(
        "{'name': 'early', 'order': 1, 'match': [{'senderDomain': 'x.test'}, {'tag': 'n*'}],"
            + " 'sources': ['a']}");
    SourcePools pools = sources.addresses.pools();

    assertThat(pools.decide(mail("a@b.test", "news"), Optional.of("late")).pool()).contains("late");
    assertThat(pools.decide(mail("a@b.test", "news"), Optional.empty()).pool()).contains("early");
    assertThat(pools.decide(mail("a@x.test"), Optional.empty()))
        .isEqualTo(new PoolDecision(Optional.of("early"), "senderDomain x.test fits x.test"));
    assertThat(pools.decide(mail("a@b.test"), Optional.of("gone")).why())
        .startsWith("the pool of the route, gone, does not exist; no pool is for this mail");
    sources.pool("{'name': 'default', 'sources': ['a']}");
    assertThat(pools.decide(mail("a@b.test"), Optional.empty()).pool()).contains("default");
  }

  @Test
  void keepsWhatIsNeeded() {
    sources.source("{'name': 'a', 'address': '192.0.2.1'}");
    sources.pool("{'name': 'p', 'sources': ['a']}");
    sources.pool("{'name': 'q', 'sources': ['a'], 'overflow': 'p'}");
    sources.pool("{'name': 'routed', 'sources': ['a']}");

    assertThat(sources.addresses.sources().delete("a").needed()).contains("pool p");
    assertThat(sources.addresses.pools().delete("p").needed()).contains("pool q");
    assertThat(sources.addresses.pools().delete("routed").needed()).contains("route over");
    assertThat(sources.addresses.pools().delete("q"))
        .isEqualTo(new Deletion(true, Optional.empty()));
    assertThat(sources.addresses.pools().delete("q").found()).isFalse();
  }

  @Test
  void aPoolNamesWhatThereIs() {
    sources.source("{'name': 'a', 'address': '192.0.2.1'}");
    sources.pool("{'name': 'p', 'sources': ['a']}");
    sources.pool("{'name': 'q', 'sources': ['a'], 'overflow': 'p'}");
    for (List<String> wrong :
        List.of(
            List.of("{'name': 'r', 'sources': ['a', 'b']}", "sources[1].source"),
            List.of("{'name': 'r', 'sources': ['a'], 'overflow': 's'}", "overflow"),
            List.of("{'name': 'p', 'sources': ['a'], 'overflow': 'q'}", "overflow"),
            List.of("{'name': 'p', 'sources': ['a'], 'overflow': 'p'}", "overflow"))) {
      assertThatExceptionOfType(InvalidMemberException.class)
          .isThrownBy(() -> sources.pool(wrong.get(0)))
          .satisfies(e -> assertThat(e.member()).isEqualTo(wrong.get(1)));
    }
  }
}
