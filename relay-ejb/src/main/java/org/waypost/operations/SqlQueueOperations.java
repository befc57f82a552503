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
package org.waypost.operations;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.waypost.api.mail.MessageId;
import org.waypost.delivery.Returns;
import org.waypost.json.InvalidMemberException;
import org.waypost.paging.Page;
import org.waypost.paging.PageRequest;
import org.waypost.parking.Candidate;
import org.waypost.parking.Parking;
import org.waypost.parking.Selected;
import org.waypost.parking.Selection;
import org.waypost.store.Database;
import org.waypost.store.Ledger;

/** Acts on parked mail in SQL. Jobs are worked on by a thread of its own. */
public final class SqlQueueOperations implements QueueOperations, AutoCloseable {

  private static final Logger LOG = System.getLogger(SqlQueueOperations.class.getName());

  /** Groups up to which a selection is acted on at once. */
  static final int AT_ONCE = 500;

  /** How long a caller waits for the database to begin. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final Duration KEEP = Duration.ofDays(30);
  private static final long LOOK_AGAIN_MILLIS = 2000;

  private final Database database;
  private final Ledger ledger;
  private final Predicate<String> routes;
  private final JobTable table;
  private final Chunk.Parts parts;
  private final JobRunner runner;
  private final Clock clock;
  private final Thread thread;

  // Both guarded by this.
  private boolean closed;
  private boolean asked;

  /**
   * Starts working on jobs.
   *
   * @param routes whether there is a route of that name
   */
  public SqlQueueOperations(
      Database database,
      Ledger ledger,
      Parking parking,
      Returns returns,
      Predicate<String> routes,
      ThreadFactory threads,
      Clock clock) {
    this.database = database;
    this.ledger = ledger;
    this.routes = routes;
    this.clock = clock;
    table = new JobTable(new JsonSelectionFormat(clock));
    parts = new Chunk.Parts(database, parking, returns);
    runner = new JobRunner(database, ledger, table, parts, clock);
    thread = threads.newThread(this::workUntilClosed);
    thread.start();
  }

  @Override
  public Tally act(MessageId id, QueueAction action, String user) {
    check(action);
    List<Candidate> candidates = database.read(statements -> Selected.of(statements, id));
    Tally tally = Tally.NOTHING;
    for (int from = 0; from < candidates.size(); from += JobRunner.CHUNK) {
      int to = Math.min(from + JobRunner.CHUNK, candidates.size());
      Chunk chunk = Chunk.prepare(action, candidates.subList(from, to), parts);
      Chunk.Outcome outcome = ledger.writeWithin(PATIENCE, chunk::apply);
      outcome.written();
      tally = tally.plus(outcome.tally());
    }
    LOG.log(Level.INFO, "{0} {1} by {2}: {3}", id, action.kind(), user, tally);
    return tally;
  }

  @Override
  public QueueJob act(Selection selection, QueueAction action, String user) {
    check(action);
    List<Candidate> some =
        database.read(statements -> Selected.some(statements, selection, AT_ONCE + 1));
    boolean atOnce = some.size() <= AT_ONCE;
    long total =
        atOnce ? some.size() : database.read(statements -> Selected.count(statements, selection));
    MessageId id = MessageId.next();
    QueueJob job =
        new QueueJob(
            id.value(),
            action,
            selection,
            QueueJob.State.WAITING,
            total,
            Tally.NOTHING,
            // To the millisecond, as it is stored.
            Instant.ofEpochMilli(clock.millis()),
            Optional.ofNullable(user),
            Optional.empty(),
            Optional.empty());
    LOG.log(Level.INFO, "Job {0}: {1} of {2} groups by {3}", id, action.kind(), total, user);
    if (atOnce) {
      // By a name of its own, so that the thread of the jobs keeps away from it.
      return new JobRunner(database, ledger, table, parts, clock).workAtOnce(job, some);
    }
    ledger.writeWithin(
        PATIENCE,
        statements -> {
          table.insert(statements, job, null, 0);
          return null;
        });
    ask();
    return job;
  }

  @Override
  public Page<QueueJob> jobs(PageRequest page) {
    return database.read(
        statements ->
            new Page<>(
                table.newest(statements, page.size(), page.offset()),
                page,
                statements.number(
                    "select count(*) from (select 1 from queue_job limit ?) counted",
                    Page.COUNT_LIMIT)));
  }

  @Override
  public Optional<QueueJob> job(String id) {
    return database.read(statements -> table.progress(statements, id)).map(JobTable.Progress::job);
  }

  @Override
  public Optional<QueueJob> cancel(String id, String user) {
    boolean ended =
        ledger.writeAndWait(
            statements -> table.end(statements, id, QueueJob.State.CANCELLED, clock.millis()));
    if (ended) {
      LOG.log(Level.INFO, "Job {0} is cancelled by {1}", id, user);
    }
    return job(id);
  }

  /** Forgets jobs that ended long ago. */
  public void deleteOld() {
    long before = clock.instant().minus(KEEP).toEpochMilli();
    ledger.writeAndWait(
        statements -> {
          table.deleteEndedBefore(statements, before);
          return null;
        });
  }

  private void check(QueueAction action) {
    action
        .route()
        .filter(name -> !routes.test(name))
        .ifPresent(
            name -> {
              throw new InvalidMemberException("route", "There is no route of this name.");
            });
  }

  private synchronized void ask() {
    asked = true;
    notifyAll();
  }

  /** Waits for something to do; false when it is closed. */
  private synchronized boolean await(boolean worked) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LOOK_AGAIN_MILLIS);
    while (!worked && !asked && !closed) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        break;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    asked = false;
    return !closed;
  }

  private void workUntilClosed() {
    boolean worked = false;
    try {
      while (await(worked)) {
        try {
          worked = runner.work();
        } catch (RuntimeException e) {
          worked = false;
          LOG.log(Level.WARNING, "Working on jobs over parked mail failed; tried again", e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends after the stretch that it is at; the job goes on after the next start. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    try {
      thread.join(TimeUnit.SECONDS.toMillis(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
