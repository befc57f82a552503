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

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.waypost.parking.ParkedEntry.State;
import org.waypost.queue.ClaimCheck;
import org.waypost.queue.OptionsText;
import org.waypost.scheduling.Backlog;
import org.waypost.stats.Counters;
import org.waypost.store.Database;
import org.waypost.store.Ledger;
import org.waypost.store.Statements;

/**
 * Sends parked mail through the queue, as claim checks: what is due, and what waits for a site that
 * has room. What is due for a site without room joins those who wait for it, and costs no worker.
 *
 * <p>Safe for use by any number of threads, but meant for timers.
 */
public final class Dispatcher {

  /** Claim checks in the queue at one time; what else is due waits in its row. */
  private static final int MAX_ACTIVE = 2_000;

  /** Due groups looked at together: of these, the higher priority leaves first. */
  private static final int LOOKED_AT = 2_000;

  /** Rounds of a call; the next call goes on. */
  private static final int ROUNDS = 10;

  private static final int BATCH = 200;

  /**
   * How long a call lets groups wait that have no place. Each changes a page of most indexes, so
   * that many at once would keep the ledger, and the sites that have places, from their work.
   */
  private static final long JOIN_NANOS = Duration.ofSeconds(1).toNanos();

  /** Other nodes may have parked mail, and what was told to wait may be lost. */
  private static final long SEARCH_NANOS = Duration.ofSeconds(5).toNanos();

  private final Database database;
  private final Ledger ledger;
  private final Counters counters;
  private final Backlog backlog;
  private final Consumer<List<ClaimCheck>> queue;
  private final WaitingTable table;
  private final LookAgain lookAgain;
  private final FairTurns turns = new FairTurns();
  private long searchedAt = System.nanoTime() - SEARCH_NANOS;

  /**
   * Sends claim checks to the given queue.
   *
   * @param backlog knows which sites have room
   * @param lookAgain says when what waits is looked at all the same
   * @param queue takes claim checks in a transaction of its own
   */
  public Dispatcher(
      Database database,
      Ledger ledger,
      Counters counters,
      Backlog backlog,
      LookAgain lookAgain,
      Consumer<List<ClaimCheck>> queue) {
    this.database = database;
    this.table = new WaitingTable(database.isEmbedded());
    this.ledger = ledger;
    this.counters = counters;
    this.backlog = backlog;
    this.lookAgain = lookAgain;
    this.queue = queue;
  }

  /** Sends what is due through the queue; called twice a second. */
  public synchronized void sendDue() {
    long end = System.nanoTime() + JOIN_NANOS;
    for (int i = 0; i < ROUNDS; i++) {
      long free = free();
      if (free <= 0) {
        return;
      }
      List<ParkedTable.Due> due =
          database.read(statements -> ParkedTable.due(statements, Instant.now(), LOOKED_AT));
      Sorting sorting = new Sorting(free);
      due.stream()
          .sorted(Comparator.comparing(each -> -each.check().priority()))
          .forEach(sorting::put);
      send(sorting.leaving, sorting.bySite);
      boolean joined = join(sorting.waiting, end);
      if (!joined || due.size() < LOOKED_AT) {
        return;
      }
    }
  }

  /** Sends what waits for sites that have room; called ten times a second. */
  public synchronized void sendWaiting() {
    if (System.nanoTime() - searchedAt >= SEARCH_NANOS) {
      database.read(table::sites).forEach(backlog::waits);
      searchedAt = System.nanoTime();
    }
    List<String> ready = backlog.ready();
    if (ready.isEmpty()) {
      return;
    }
    // As many for each as if all had as many: none takes the queue from the others.
    long free = free();
    for (String site : ready) {
      int room = (int) Math.min(backlog.room(site), free);
      if (room > 0) {
        free -= sendWaiting(site, room);
      }
    }
  }

  private int sendWaiting(String site, int room) {
    List<WaitingGroup> groups =
        database.read(statements -> turns.next(site, table.line(statements, site), room));
    backlog.looked(site, room, groups.size());
    List<ClaimCheck> leaving = new ArrayList<>();
    Map<ClaimCheck, String> elsewhere = new HashMap<>();
    for (WaitingGroup group : groups) {
      Optional<String> suspended = backlog.suspendedDomain(site, group.destination());
      if (suspended.isPresent()) {
        elsewhere.put(group.check(), suspended.get());
      } else {
        leaving.add(group.check());
      }
    }
    move(elsewhere);
    send(leaving, Map.of(site, leaving.size()));
    return leaving.size();
  }

  private long free() {
    return MAX_ACTIVE
        - database.read(
            statements -> statements.number("select count(*) from parked where state = 'ACTIVE'"));
  }

  /** Who leaves of those that are due, and who joins others that wait. */
  private final class Sorting {
    private final List<ClaimCheck> leaving = new ArrayList<>();
    private final Map<ParkedTable.Due, String> waiting = new LinkedHashMap<>();
    private final Map<String, Integer> bySite = new HashMap<>();
    private final Map<String, Integer> room = new HashMap<>();
    private long free;

    private Sorting(long free) {
      this.free = free;
    }

    private void put(ParkedTable.Due due) {
      // What waits and is due all the same is looked at for another reason than a free place.
      Optional<String> site =
          due.state() == State.WAITING
              ? Optional.empty()
              : Optional.ofNullable(due.site()).or(() -> backlog.siteOf(due.destination()));
      if (site.isEmpty()) {
        leave(due.check());
        return;
      }
      Optional<String> suspended = backlog.suspendedDomain(site.get(), due.destination());
      int left = room.computeIfAbsent(site.get(), backlog::room);
      if (suspended.isEmpty() && left > 0) {
        if (leave(due.check())) {
          room.put(site.get(), left - 1);
          bySite.merge(site.get(), 1, Integer::sum);
        }
      } else {
        waiting.put(due, suspended.orElse(site.get()));
      }
    }

    private boolean leave(ClaimCheck check) {
      if (free <= 0) {
        return false;
      }
      free--;
      leaving.add(check);
      return true;
    }
  }

  /** Whether all of them were let wait before that time. */
  private boolean join(Map<ParkedTable.Due, String> waiting, long end) {
    Instant now = Instant.now();
    return write(
        waiting,
        end,
        (statements, due, site) ->
            table.wait(
                statements,
                due.check(),
                site,
                lookAgain.next(
                    OptionsText.read(due.options(), false),
                    due.acceptedAt(),
                    due.told(),
                    due.expiresAt(),
                    now)));
  }

  private void move(Map<ClaimCheck, String> elsewhere) {
    write(elsewhere, System.nanoTime() + JOIN_NANOS, table::move);
  }

  /** Writes where one of those is that wait. */
  private interface Change<T> {
    void write(Statements statements, T group, String site) throws SQLException;
  }

  private <T> boolean write(Map<T, String> sites, long end, Change<T> change) {
    Iterator<Map.Entry<T, String>> left = sites.entrySet().iterator();
    Set<String> changed = new HashSet<>();
    do {
      List<Map.Entry<T, String>> batch = new ArrayList<>(BATCH);
      while (left.hasNext() && batch.size() < BATCH) {
        batch.add(left.next());
      }
      if (batch.isEmpty()) {
        break;
      }
      ledger.writeAndWait(
          statements -> {
            for (Map.Entry<T, String> each : batch) {
              change.write(statements, each.getKey(), each.getValue());
            }
            return null;
          });
      batch.forEach(each -> changed.add(each.getValue()));
    } while (System.nanoTime() - end < 0);
    changed.forEach(backlog::waits);
    return !left.hasNext();
  }

  private void send(List<ClaimCheck> leaving, Map<String, Integer> bySite) {
    bySite.forEach(backlog::sent);
    for (int from = 0; from < leaving.size(); from += BATCH) {
      List<ClaimCheck> batch = leaving.subList(from, Math.min(from + BATCH, leaving.size()));
      queue.accept(batch);
      counters.queued(batch.size());
      ledger.writeAndWait(
          statements -> {
            for (ClaimCheck check : batch) {
              ParkedTable.sent(statements, check);
            }
            return null;
          });
    }
  }
}
