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
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.waypost.store.Database;
import org.waypost.store.Ledger;

/**
 * How many attempts left from each source on each day. Counted in memory, written by {@link
 * #write}; what other nodes counted is added by {@link #read}. Safe for use by any number of
 * threads.
 */
final class DayCounts {

  /** What is kept in the database for administrators. */
  private static final int DAYS_KEPT = 400;

  /** A database that is away must not keep the timer, nor the end; what is counted is kept. */
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final Database database;
  private final Ledger ledger;
  private final ConcurrentMap<Key, Count> counts = new ConcurrentHashMap<>();
  // Guarded by this.
  private LocalDate deletedOn = LocalDate.MIN;

  DayCounts(Database database, Ledger ledger) {
    this.database = database;
    this.ledger = ledger;
  }

  /**
   * What is counted together.
   *
   * @param source its name
   * @param day of its zone
   * @param scope a part of its warm-up; empty for everything
   */
  record Key(String source, LocalDate day, String scope) {}

  /** A count: what is in the database, what is being written, and what is not yet. */
  private static final class Count {
    private long written;
    private long underway;
    private long unwritten;

    private synchronized boolean take(long limit) {
      if (written + underway + unwritten >= limit) {
        return false;
      }
      unwritten++;
      return true;
    }

    private synchronized void giveBack() {
      unwritten--;
    }

    private synchronized long used() {
      return written + underway + unwritten;
    }

    private synchronized long begin() {
      underway = unwritten;
      unwritten = 0;
      return underway;
    }

    private synchronized void failed() {
      unwritten += underway;
      underway = 0;
    }

    private synchronized void is(long total) {
      written = total;
      underway = 0;
    }

    private synchronized boolean isWritten() {
      return underway == 0 && unwritten == 0;
    }
  }

  private Count count(Key key) {
    return counts.computeIfAbsent(key, it -> new Count());
  }

  /** Counts one more; false when there are as many as the limit already. */
  boolean take(Key key, long limit) {
    return count(key).take(limit);
  }

  /** One that was counted did not leave. */
  void giveBack(Key key) {
    count(key).giveBack();
  }

  /** How many there are. */
  long used(Key key) {
    Count count = counts.get(key);
    return count == null ? 0 : count.used();
  }

  /** Writes what was counted since the last time, all in one group. Called every second. */
  synchronized void write(LocalDate today) {
    Map<Key, Long> added = new HashMap<>();
    counts.forEach(
        (key, count) -> {
          long more = count.begin();
          if (more != 0) {
            added.put(key, more);
          }
        });
    try {
      if (!added.isEmpty()) {
        Map<Key, Long> totals =
            ledger.writeWithin(LIMIT, statements -> DayCountTable.add(statements, added));
        totals.forEach((key, total) -> count(key).is(total));
      }
    } catch (RuntimeException e) {
      added.keySet().forEach(key -> count(key).failed());
      throw e;
    }
    deleteOld(today);
  }

  private void deleteOld(LocalDate today) {
    if (!today.equals(deletedOn)) {
      LocalDate before = today.minusDays(DAYS_KEPT);
      ledger.writeWithin(LIMIT, statements -> DayCountTable.deleteBefore(statements, before));
      deletedOn = today;
    }
  }

  /** Reads what all nodes have written of these days and later. Called every 2 seconds. */
  synchronized void read(LocalDate since) {
    database
        .read(statements -> DayCountTable.since(statements, since))
        .forEach((key, total) -> count(key).is(total));
    // "is" ends what is under way, of which there is none here: write has the same lock.
    counts
        .entrySet()
        .removeIf(it -> it.getKey().day().isBefore(since) && it.getValue().isWritten());
  }
}
