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

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.waypost.queue.ClaimCheck;
import org.waypost.stats.Counters;
import org.waypost.store.Database;
import org.waypost.store.Ledger;

/**
 * Sends what is due through the queue, as claim checks. Safe for use by any number of threads, but
 * meant for one timer.
 */
public final class Dispatcher {

  /** Claim checks in the queue at one time; what else is due waits in its row. */
  private static final int MAX_ACTIVE = 2_000;

  private static final int BATCH = 200;

  private final Database database;
  private final Ledger ledger;
  private final Counters counters;
  private final Consumer<List<ClaimCheck>> queue;

  /**
   * Sends claim checks to the given queue.
   *
   * @param queue takes claim checks in a transaction of its own
   */
  public Dispatcher(
      Database database, Ledger ledger, Counters counters, Consumer<List<ClaimCheck>> queue) {
    this.database = database;
    this.ledger = ledger;
    this.counters = counters;
    this.queue = queue;
  }

  /** Sends what is due through the queue; called twice a second. */
  public void sendDue() {
    long active =
        database.read(
            statements -> statements.number("select count(*) from parked where state = 'ACTIVE'"));
    for (long free = MAX_ACTIVE - active; free > 0; free -= BATCH) {
      int limit = (int) Math.min(free, BATCH);
      List<ClaimCheck> due =
          database.read(statements -> ParkedTable.due(statements, Instant.now(), limit));
      if (due.isEmpty()) {
        return;
      }
      queue.accept(due);
      counters.queued(due.size());
      ledger.writeAndWait(
          statements -> {
            for (ClaimCheck check : due) {
              ParkedTable.sent(statements, check);
            }
            return null;
          });
    }
  }
}
