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
package org.waypost.events;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.waypost.api.mail.MessageId;
import org.waypost.store.Database;
import org.waypost.store.Ledger;

/**
 * The right to do what only one node may do at a time. The time that counts is the database's. A
 * process that has the database for itself holds it always. Not for several threads at a time.
 */
public final class Lease {

  private static final int SECONDS = 60;

  /** What is begun with the lease has to be over when it ends. */
  private static final Duration MARGIN = Duration.ofSeconds(40);

  private final Database database;
  private final Ledger ledger;
  private final String name;
  private final String owner = MessageId.next().value();
  private long until;

  /** A lease on what has this name, at most 80 characters. */
  public Lease(Database database, Ledger ledger, String name) {
    this.database = database;
    this.ledger = ledger;
    this.name = name;
    this.until = System.nanoTime();
  }

  /**
   * Whether this node holds it, for another 40 seconds at least.
   *
   * @throws org.waypost.store.StoreException when the database does not say
   */
  public boolean hold() {
    if (database.isEmbedded() || until - System.nanoTime() > MARGIN.toNanos()) {
      return true;
    }
    long begun = System.nanoTime();
    if (take()) {
      until = begun + TimeUnit.SECONDS.toNanos(SECONDS);
      return true;
    }
    return false;
  }

  private boolean take() {
    return ledger.writeAndWait(
        statements ->
            statements.update(
                        "update event_lease set owner = ?,"
                            + " until = current_timestamp + interval '60' second"
                            + " where name = ? and (owner = ? or until < current_timestamp)",
                        owner,
                        name,
                        owner)
                    > 0
                || statements.update(
                        "insert into event_lease (name, owner, until)"
                            + " select ?, ?, current_timestamp + interval '60' second"
                            + " where not exists (select 1 from event_lease where name = ?)",
                        name,
                        owner,
                        name)
                    > 0);
  }
}
