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

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.waypost.store.Database;
import org.waypost.store.Ledger;
import org.waypost.store.Statements;

/**
 * Publishes what is in the outbox, in order, on one node at a time. Called again and again by one
 * thread; does nothing while no event was written lately, but to look every 2 seconds for what
 * other nodes wrote, or this one before a crash.
 */
public final class EventPublisher {

  private static final Logger LOG = System.getLogger(EventPublisher.class.getName());
  private static final int BATCH = 200;

  /** What is written may be committed this much later. */
  private static final long LATELY = Duration.ofSeconds(2).toNanos();

  private static final long LOOK = Duration.ofSeconds(2).toNanos();
  private static final long REST = Duration.ofSeconds(5).toNanos();
  private static final long WARN = Duration.ofMinutes(1).toNanos();

  /** How long one call goes on. */
  private static final long TURN = Duration.ofSeconds(10).toNanos();

  private final Database database;
  private final Ledger ledger;
  private final EventLog log;
  private final Lease lease;
  private final List<EventTarget> targets;
  private final Others others;
  private final long most;
  private long looked = System.nanoTime() - LOOK;
  private long restsUntil = System.nanoTime();
  private long warned = System.nanoTime() - WARN;

  /** Whoever is told beside the topic. */
  @FunctionalInterface
  public interface Others {
    /** Notes these events. Part of the ledger work that deletes them. */
    void note(Statements statements, List<String> bodies) throws SQLException;
  }

  /**
   * A publisher.
   *
   * @param lease under which one node publishes
   * @param targets are told first, in this order; those that take nothing hold back all
   * @param others note what they are told of
   * @param most about how many may wait; from there on new ones are dropped
   */
  public EventPublisher(
      Database database,
      Ledger ledger,
      Lease lease,
      EventLog log,
      List<EventTarget> targets,
      Others others,
      long most) {
    this.database = database;
    this.ledger = ledger;
    this.log = log;
    this.lease = lease;
    this.targets = targets;
    this.others = others;
    this.most = most;
  }

  /** Publishes what there is, for ten seconds at most. */
  public void publish() {
    long now = System.nanoTime();
    if (now - restsUntil < 0) {
      return;
    }
    if (now - looked >= LOOK) {
      looked = now;
      measure(now);
    } else if (now - log.lastWritten() > LATELY) {
      return;
    }
    while (System.nanoTime() - now < TURN && publishSome()) {
      LOG.log(Level.TRACE, "more events are published");
    }
  }

  /** False when there is nothing more to be done now. */
  private boolean publishSome() {
    if (!database.read(OutboxTable::isAny) || !lease.hold()) {
      return false;
    }
    // Read with the lease: what another node published before is gone by now.
    List<OutboxTable.Row> rows = database.read(statements -> OutboxTable.first(statements, BATCH));
    if (rows.isEmpty()) {
      return false;
    }
    List<String> bodies = rows.stream().map(OutboxTable.Row::body).toList();
    for (EventTarget target : targets) {
      if (target.isWanted()) {
        tell(target, bodies);
      }
    }
    log.counters().published(rows.size());
    ledger.writeAndWait(
        statements -> {
          others.note(statements, bodies);
          OutboxTable.delete(statements, rows);
          return null;
        });
    return rows.size() == BATCH;
  }

  private void tell(EventTarget target, List<String> bodies) {
    boolean told = false;
    try {
      target.tell(bodies);
      told = true;
    } finally {
      if (!told) {
        restsUntil = System.nanoTime() + REST;
      }
    }
  }

  private void measure(long now) {
    long waiting = database.read(OutboxTable::waiting);
    log.counters().waiting(waiting);
    boolean full = waiting >= most;
    log.full(full);
    if (full && now - warned >= WARN) {
      warned = now;
      LOG.log(
          Level.ERROR,
          "{0} events wait to be published, and new ones are dropped; {1} were until now",
          String.valueOf(waiting),
          String.valueOf(log.counters().dropped()));
    }
  }
}
