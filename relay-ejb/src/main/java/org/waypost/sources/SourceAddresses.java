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

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.LongSupplier;
import org.waypost.scheduling.Backlog;
import org.waypost.scheduling.Shaping;
import org.waypost.scheduling.SourceRests;
import org.waypost.store.Database;
import org.waypost.store.Ledger;

/** The source addresses of this node, put together. {@link #sync} has to be called first. */
public final class SourceAddresses {

  private static final long BINDINGS_EVERY = Duration.ofSeconds(10).toNanos();

  private final Bindings bindings;
  private final DayCounts counts;
  private final Presence presence;
  private final Standings standings;
  private final SourceDefinitions definitions;
  private final ManagedSources sources;
  private final ManagedPools pools;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final String node;
  // When the bindings were looked at; guarded by this.
  private long boundAt;

  /**
   * Over this database.
   *
   * @param node name of the node, which is what sources without a name of their own are called
   * @param routeOver a route that names a pool
   */
  public SourceAddresses(
      Database database, Ledger ledger, String node, Function<String, Optional<String>> routeOver) {
    this(
        database,
        ledger,
        node,
        routeOver,
        new Bindings(),
        InstantSource.system(),
        System::nanoTime);
  }

  SourceAddresses(
      Database database,
      Ledger ledger,
      String node,
      Function<String, Optional<String>> routeOver,
      Bindings bindings,
      InstantSource clock,
      LongSupplier nanoTime) {
    this.bindings = bindings;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.boundAt = nanoTime.getAsLong() - BINDINGS_EVERY - 1;
    this.node = node;
    this.counts = new DayCounts(database, ledger);
    this.presence = new Presence(clock);
    this.standings = new Standings(node, bindings, counts, presence, clock);
    this.definitions = new SourceDefinitions(database, ledger, this::bind);
    this.sources = new ManagedSources(definitions, standings);
    this.pools = new ManagedPools(definitions, standings, routeOver);
  }

  private void bind(List<Source> all) {
    bindings.look(all.stream().filter(each -> each.enabled() && standings.isHere(each)).toList());
  }

  /**
   * Applies what has changed in the database, and what other nodes counted; looks every 10 seconds
   * whether addresses can be bound. Called at the start, and every 2 seconds.
   */
  public synchronized void sync() {
    definitions.sync();
    counts.read(today().minusDays(2));
    if (nanoTime.getAsLong() - boundAt > BINDINGS_EVERY) {
      boundAt = nanoTime.getAsLong();
      bind(definitions.book().sources().stream().map(SourceTable.Row::value).toList());
    }
  }

  /** Writes what has left. Called every second, and at the end. */
  public void writeCounts() {
    counts.write(today());
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  /** For administrators. */
  public Sources sources() {
    return sources;
  }

  /** For administrators. */
  public SourcePools pools() {
    return pools;
  }

  /** Takes what sites say of single sources. */
  public SourceRests rests() {
    return presence::rest;
  }

  /** What waits for sites, and what waits for sources, with those who choose. */
  public Choice choice(Backlog sites, Shaping shaping) {
    return choice(sites, shaping, bound -> ThreadLocalRandom.current().nextInt(bound));
  }

  /** The same by another lot. */
  Choice choice(Backlog sites, Shaping shaping, IntUnaryOperator lot) {
    PoolLines lines = new PoolLines(sites, new PoolRoom(definitions::book, standings), nanoTime);
    PoolDepartures departures =
        new PoolDepartures(definitions::book, standings, shaping, lines, node, lot, clock);
    return new Choice(departures, lines);
  }

  /**
   * Who chooses sources, and where mail waits for them.
   *
   * @param departures choose
   * @param backlog of sites and sources
   */
  public record Choice(Departures departures, Backlog backlog) {}
}
