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
package org.waypost.smtpclient;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Keeps connections that are not in use, and closes those that nobody used for too long or that are
 * stuck in a write.
 *
 * <p>The lock is held for book-keeping only. The connection that came last goes out first, so that
 * those beyond what the load needs grow old.
 */
final class ConnectionPool implements AutoCloseable {

  private static final Logger LOG = System.getLogger(ConnectionPool.class.getName());

  private final Config config;
  private final Object lock = new Object();
  private final Map<Use, Deque<SmtpConnection>> idle = new HashMap<>();
  private final Set<SmtpConnection> inUse = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService sweeper;
  private final Future<?> sweeping;
  private int idleCount;
  private boolean closed;

  /** What a connection can be used for. */
  private record Use(String host, int port, HopSecurity security, Optional<Passage.Source> source) {
    static Use of(SmtpConnection connection) {
      return of(connection.hop(), connection.security(), connection.source());
    }

    static Use of(NextHop hop, HopSecurity security, Optional<Passage.Source> source) {
      return new Use(hop.host(), hop.port(), security, source);
    }
  }

  ConnectionPool(Config config) {
    this.config = config;
    this.sweeper =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "waypost-smtp-client");
              thread.setDaemon(true);
              return thread;
            });
    long pause =
        Math.max(
            20,
            Math.min(
                1000,
                Math.min(config.idle().toMillis(), config.timeouts().block().toMillis()) / 2));
    this.sweeping =
        sweeper.scheduleWithFixedDelay(this::sweep, pause, pause, TimeUnit.MILLISECONDS);
  }

  /** A connection that was used before, is secured in this way and left from there, or null. */
  SmtpConnection take(NextHop hop, HopSecurity security, Optional<Passage.Source> source) {
    Use use = Use.of(hop, security, source);
    SmtpConnection taken;
    synchronized (lock) {
      Deque<SmtpConnection> resting = idle.get(use);
      if (resting == null) {
        return null;
      }
      taken = resting.pop();
      idleCount--;
      if (resting.isEmpty()) {
        idle.remove(use);
      }
    }
    inUse.add(taken);
    return taken;
  }

  /** Watches a connection that is about to be opened. */
  void add(SmtpConnection connection) {
    inUse.add(connection);
  }

  /** Takes back a connection whose session can go on, and keeps it as long as it may be. */
  void release(SmtpConnection connection, Passage passage) {
    inUse.remove(connection);
    Use use = Use.of(connection);
    List<SmtpConnection> surplus = new ArrayList<>(1);
    connection.rest(passage.idle());
    synchronized (lock) {
      Deque<SmtpConnection> resting = idle.get(use);
      if (closed
          || config.maxIdle() == 0
          || config.idle().isZero()
          || passage.idle().isZero()
          || connection.transactions() >= passage.messagesPerConnection()
          || connection.transactions() >= config.messagesPerConnection()
          || (resting == null ? 0 : resting.size()) >= config.maxIdlePerHop()) {
        surplus.add(connection);
      } else {
        if (idleCount >= config.maxIdle()) {
          surplus.add(removeOldest());
        }
        idle.computeIfAbsent(use, key -> new ArrayDeque<>()).push(connection);
        idleCount++;
      }
    }
    surplus.forEach(SmtpConnection::quit);
  }

  /** Closes a connection whose session cannot go on. */
  void discard(SmtpConnection connection) {
    inUse.remove(connection);
    connection.abort();
  }

  private SmtpConnection removeOldest() {
    Deque<SmtpConnection> oldest = null;
    for (Deque<SmtpConnection> each : idle.values()) {
      if (oldest == null || each.getLast().idleSince() - oldest.getLast().idleSince() < 0) {
        oldest = each;
      }
    }
    SmtpConnection removed = oldest.removeLast();
    idleCount--;
    if (oldest.isEmpty()) {
      idle.remove(Use.of(removed));
    }
    return removed;
  }

  private void sweep() {
    try {
      for (SmtpConnection each : inUse) {
        each.closeIfStuck();
      }
      removeIdleLongerThan(config.idle().toNanos()).forEach(SmtpConnection::quit);
      if (isClosed() && inUse.isEmpty()) {
        sweeping.cancel(false);
        sweeper.shutdown();
      }
    } catch (IOException | RuntimeException e) {
      // The next round must come: an exception would end the schedule.
      LOG.log(Level.WARNING, "Could not close an outbound SMTP connection", e);
    }
  }

  private List<SmtpConnection> removeIdleLongerThan(long nanos) {
    List<SmtpConnection> removed = new ArrayList<>();
    long now = System.nanoTime();
    synchronized (lock) {
      Iterator<Deque<SmtpConnection>> each = idle.values().iterator();
      while (each.hasNext()) {
        Deque<SmtpConnection> resting = each.next();
        while (!resting.isEmpty()
            && now - resting.getLast().idleSince()
                >= Math.min(nanos, resting.getLast().idleNanos())) {
          removed.add(resting.removeLast());
          idleCount--;
        }
        if (resting.isEmpty()) {
          each.remove();
        }
      }
    }
    return removed;
  }

  private boolean isClosed() {
    synchronized (lock) {
      return closed;
    }
  }

  /** Closes what is idle now; what is in use is watched, and closed when it comes back. */
  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
    }
    removeIdleLongerThan(Long.MIN_VALUE).forEach(SmtpConnection::quit);
  }
}
