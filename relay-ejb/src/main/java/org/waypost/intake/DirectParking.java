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

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.waypost.api.smtp.MailContent;
import org.waypost.content.ContentTable;
import org.waypost.parking.ParkedGroup;
import org.waypost.parking.ParkedTable;
import org.waypost.store.Ledger;
import org.waypost.store.SqlWork;
import org.waypost.trace.TraceTable;

/**
 * Parks mail that does not pass the queue, while its client waits for the reply. Few do so at one
 * time: the other calls are for mail that needs no database. Safe for use by any number of threads.
 */
final class DirectParking {

  /** Calls that may wait for the database at one time. */
  static final int AT_ONCE = 8;

  private static final long WAIT_MILLIS = 1_000;

  private final Semaphore places = new Semaphore(AT_ONCE, true);

  /** Whether the database failed the last one: then nobody waits for a place. */
  private volatile boolean away;

  private final Ledger ledger;
  private final Duration limit;

  /**
   * Parks through this ledger.
   *
   * @param limit how long a client may wait for the database to begin
   */
  DirectParking(Ledger ledger, Duration limit) {
    this.ledger = ledger;
    this.limit = limit;
  }

  /**
   * Parks the groups of a message, and returns when they are on disk.
   *
   * @param trace writes what is known of the message
   * @return false when too many wait for the database; nothing is written then
   * @throws org.waypost.store.StoreException when they could not be written; nothing is
   */
  boolean park(List<ParkedGroup> groups, MailContent content, SqlWork<Void> trace) {
    if (!takePlace()) {
      return false;
    }
    boolean written = false;
    try {
      ledger.writeWithin(
          limit,
          statements -> {
            // Taken before by a submission that was not told so, and comes again under its id.
            if (TraceTable.knows(statements, groups.get(0).header().id())) {
              return null;
            }
            trace.run(statements);
            for (ParkedGroup group : groups) {
              ParkedTable.park(statements, group);
              ContentTable.store(statements, group.header().id(), group.group().number(), content);
            }
            return null;
          });
      written = true;
      return true;
    } finally {
      away = !written;
      places.release();
    }
  }

  private boolean takePlace() {
    try {
      return places.tryAcquire(away ? 0 : WAIT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
