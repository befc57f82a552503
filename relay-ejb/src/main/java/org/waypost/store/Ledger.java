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
package org.waypost.store;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.waypost.health.DatabaseAwayException;

/**
 * Writes to the database in group commits; see the package.
 *
 * <p>A work that fails makes its group run again, one work a transaction, so that only the one at
 * fault fails.
 */
public final class Ledger implements AutoCloseable {

  private static final Logger LOG = System.getLogger(Ledger.class.getName());
  private static final int MAX_GROUP = 256;
  private static final int ENOUGH = 64;
  private static final long LINGER_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
  private static final int MAX_WAITING = 10_000;
  private static final long PAUSE_WHEN_AWAY_MILLIS = 1_000;
  private static final long WAIT_SECONDS = 600;

  private final Database database;
  private final BlockingQueue<Entry<?>> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
  private final Thread writer;
  private volatile boolean closing;
  private volatile boolean ended;
  private Connection connection;
  private Statements statements;

  /** Whether a commit is underway; one that fails may be on disk all the same. */
  private boolean committing;

  /** Starts the writer on a thread of the given factory. */
  public Ledger(Database database, ThreadFactory threads) {
    this.database = database;
    this.writer = threads.newThread(this::writeUntilClosed);
    writer.start();
  }

  /**
   * Hands a work in. The future completes when the work is on disk; it fails with {@link
   * StoreException} when the database refused it. Blocks while 10,000 works wait.
   */
  public <T> CompletableFuture<T> write(SqlWork<T> work) {
    Entry<T> entry = new Entry<>(work);
    while (!offer(entry, TimeUnit.SECONDS.toNanos(1))) {
      refuseWhenClosed();
    }
    return entry.future;
  }

  /** Whether there was a place for it in time. */
  private boolean offer(Entry<?> entry, long nanos) {
    try {
      boolean offered = waiting.offer(entry, nanos, TimeUnit.NANOSECONDS);
      refuseWhenClosed();
      return offered;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("Interrupted while waiting to write", e);
    }
  }

  /**
   * Hands a work in and waits until it is on disk, 10 minutes at most.
   *
   * @throws StoreException when the database refused it, or the wait ended
   */
  public <T> T writeAndWait(SqlWork<T> work) {
    return await(write(work));
  }

  /**
   * Hands a work in and waits until it is on disk; when it has not been begun by then it is taken
   * back. One that has been begun is waited for, as nobody can say any more that it is not done.
   *
   * @throws StoreException when the database refused it, or the time was over: nothing is written,
   *     unless the database has not answered for 10 minutes
   */
  public <T> T writeWithin(Duration limit, SqlWork<T> work) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
    long deadline = System.nanoTime() + limit.toNanos();
    Entry<T> entry = new Entry<>(work);
    if (!offer(entry, limit.toNanos())) {
      throw new StoreException(
          "No place to write was free in " + limit.toSeconds() + " s",
          new DatabaseAwayException(null));
    }
    boolean interrupted = false;
    try {
      while (true) {
        try {
          long left = Math.max(1, deadline - System.nanoTime());
          return entry.future.get(left, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
          if (entry.takeBack()) {
            throw new StoreException(
                "A write was not begun within " + limit.toSeconds() + " s",
                new DatabaseAwayException(e));
          }
          if (System.nanoTime() - end > 0) {
            throw new StoreException(
                "A write was not done within " + WAIT_SECONDS + " s", new DatabaseAwayException(e));
          }
          // The database may go away in the midst of it; then it can be taken back after all.
          deadline = System.nanoTime() + limit.toNanos();
        } catch (InterruptedException e) {
          interrupted = true;
          if (entry.takeBack()) {
            throw new StoreException("Interrupted while waiting for a write", e);
          }
        }
      }
    } catch (ExecutionException e) {
      throw failure(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Waits for a work, 10 minutes at most. */
  public static <T> T await(CompletableFuture<T> future) {
    try {
      return future.get(WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("Interrupted while waiting for a write", e);
    } catch (ExecutionException e) {
      throw failure(e);
    } catch (TimeoutException e) {
      throw new StoreException(
          "A write was not done within " + WAIT_SECONDS + " s", new DatabaseAwayException(e));
    }
  }

  private static StoreException failure(ExecutionException e) {
    return e.getCause() instanceof StoreException store
        ? store
        : new StoreException("A write failed", e.getCause());
  }

  /** Number of works that wait to be written. */
  public int backlog() {
    return waiting.size();
  }

  /** Writes what was handed in, and ends; 30 seconds at most. */
  @Override
  public void close() {
    closing = true;
    try {
      writer.join(TimeUnit.SECONDS.toMillis(30));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    failAll(new StoreException("The ledger is closed", null));
  }

  /** What is offered before this sees the end is failed by the writer, or by close. */
  private void refuseWhenClosed() {
    if (ended) {
      throw new StoreException("The ledger is closed", null);
    }
  }

  private void writeUntilClosed() {
    List<Entry<?>> group = new ArrayList<>(MAX_GROUP);
    try {
      while (!closing || !waiting.isEmpty()) {
        Entry<?> first = waiting.poll(100, TimeUnit.MILLISECONDS);
        if (first == null) {
          continue;
        }
        group.add(first);
        gather(group);
        writeUntilDone(group);
        group.clear();
      }
    } catch (InterruptedException e) {
      StoreException interrupted = new StoreException("The ledger was interrupted", e);
      group.forEach(entry -> entry.future.completeExceptionally(interrupted));
    } finally {
      ended = true;
      failAll(new StoreException("The ledger is closed", null));
      disconnect();
    }
  }

  /** Waits a moment for company: a commit costs about the same for one work and for fifty. */
  private void gather(List<Entry<?>> group) throws InterruptedException {
    long end = System.nanoTime() + LINGER_NANOS;
    waiting.drainTo(group, MAX_GROUP - group.size());
    while (group.size() < ENOUGH && !closing) {
      Entry<?> next = waiting.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (next == null) {
        return;
      }
      group.add(next);
      waiting.drainTo(group, MAX_GROUP - group.size());
    }
  }

  private void failAll(StoreException reason) {
    for (Entry<?> left = waiting.poll(); left != null; left = waiting.poll()) {
      left.future.completeExceptionally(reason);
    }
  }

  private void writeUntilDone(List<Entry<?>> group) throws InterruptedException {
    while (true) {
      // After a failure halfway, those that were written alone are not written again.
      group.removeIf(entry -> entry.future.isDone());
      try {
        connect();
        // From here on no work can be taken back: it may be on disk before anybody knows.
        group.removeIf(entry -> !entry.begin());
        if (group.isEmpty()) {
          return;
        }
        if (group.size() == 1 || !writeTogether(group)) {
          for (Entry<?> entry : group) {
            writeAlone(entry);
          }
        }
        return;
      } catch (SQLException e) {
        disconnect();
        group.forEach(committing ? Entry::doubt : Entry::undo);
        committing = false;
        if (closing) {
          group.forEach(entry -> entry.future.completeExceptionally(away(e)));
          return;
        }
        LOG.log(Level.WARNING, "The database is away; writing is tried again: {0}", e.getMessage());
        Thread.sleep(PAUSE_WHEN_AWAY_MILLIS);
        database.reopenIfClosed();
      }
    }
  }

  /** Whether all works of the group were written; false when one failed and nothing was. */
  private boolean writeTogether(List<Entry<?>> group) throws SQLException {
    try {
      for (Entry<?> entry : group) {
        entry.run(statements);
      }
    } catch (SQLException | RuntimeException | Error e) {
      rollback(e);
      return false;
    }
    commit();
    group.forEach(Entry::complete);
    return true;
  }

  private void writeAlone(Entry<?> entry) throws SQLException {
    try {
      entry.run(statements);
    } catch (SQLException | RuntimeException | Error e) {
      rollback(e);
      LOG.log(Level.ERROR, "A write was refused", e);
      entry.future.completeExceptionally(new StoreException("A write was refused", e));
      return;
    }
    commit();
    entry.complete();
  }

  private void commit() throws SQLException {
    committing = true;
    connection.commit();
    database.sync(connection);
    committing = false;
  }

  /** Rolls back; when the connection itself is broken, throws what broke it. */
  private void rollback(Throwable cause) throws SQLException {
    boolean broken = !connection.isValid(5);
    if (broken) {
      throw cause instanceof SQLException sql ? sql : new SQLException(cause);
    }
    connection.rollback();
  }

  private void connect() throws SQLException {
    if (connection == null) {
      connection = database.writer();
      statements = new Statements(connection);
    }
  }

  private void disconnect() {
    if (connection != null) {
      try {
        connection.close();
      } catch (SQLException e) {
        LOG.log(Level.DEBUG, "Closing a broken connection", e);
      }
      connection = null;
      statements = null;
    }
  }

  private static StoreException away(SQLException cause) {
    return new StoreException("The database is away", new DatabaseAwayException(cause));
  }

  /** A work with its future; the result is kept until the commit. */
  private static final class Entry<T> {
    private enum Stage {
      WAITING,
      BEGUN,
      IN_DOUBT,
      TAKEN_BACK
    }

    private final SqlWork<T> work;
    private final CompletableFuture<T> future = new CompletableFuture<>();
    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.WAITING);
    private T result;

    private Entry(SqlWork<T> work) {
      this.work = work;
    }

    /** Whether it is to be written; false when it was taken back. */
    private boolean begin() {
      stage.compareAndSet(Stage.WAITING, Stage.BEGUN);
      return stage.get() != Stage.TAKEN_BACK;
    }

    /** It may be on disk, and is written again until that is certain. */
    private void doubt() {
      stage.compareAndSet(Stage.BEGUN, Stage.IN_DOUBT);
    }

    /** Nothing of it is written. */
    private void undo() {
      stage.compareAndSet(Stage.BEGUN, Stage.WAITING);
    }

    /** Whether it will never be written. */
    private boolean takeBack() {
      return stage.compareAndSet(Stage.WAITING, Stage.TAKEN_BACK);
    }

    private void run(Statements statements) throws SQLException {
      result = work.run(statements);
    }

    private void complete() {
      future.complete(result);
    }
  }
}
