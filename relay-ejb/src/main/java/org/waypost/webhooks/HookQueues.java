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
package org.waypost.webhooks;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.waypost.events.Lease;
import org.waypost.store.Database;
import org.waypost.store.Ledger;

/**
 * Empties the queues of hooks, each on a thread of its own that ends when nothing is due. Safe for
 * use by any number of threads.
 */
final class HookQueues {

  private static final Logger LOG = System.getLogger(HookQueues.class.getName());

  /** The most events that wait for a hook; beyond that, new ones are dropped. */
  private static final long MOST_WAITING = 100_000;

  private static final long LOOK = Duration.ofSeconds(1).toNanos();
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

  private final Database database;
  private final Ledger ledger;
  private final HookSender sender;
  private final ThreadFactory threads;
  private final HookCounters counters;
  private final InstantSource clock;
  private final Map<String, HookQueue> running = new ConcurrentHashMap<>();
  private final Map<String, Lease> leases = new ConcurrentHashMap<>();
  private final Set<String> full = ConcurrentHashMap.newKeySet();
  private volatile boolean awake = true;
  private volatile boolean closing;
  private long looked = System.nanoTime();

  HookQueues(
      Database database,
      Ledger ledger,
      HookSender sender,
      ThreadFactory threads,
      HookCounters counters,
      InstantSource clock) {
    this.database = database;
    this.ledger = ledger;
    this.sender = sender;
    this.threads = threads;
    this.counters = counters;
    this.clock = clock;
  }

  /** Says that there may be something to send. */
  void wake() {
    awake = true;
  }

  /** Whether another event may wait for a hook; counts it as dropped when not. */
  boolean hasRoom(String hook) {
    if (full.contains(hook)) {
      counters.dropped();
      return false;
    }
    return true;
  }

  /** Begins to send what is due. Called again and again by one thread. */
  void send(List<Webhook> hooks) {
    long now = System.nanoTime();
    boolean isTime = now - looked >= LOOK;
    if (closing || hooks.isEmpty() || (!awake && !isTime)) {
      return;
    }
    awake = false;
    for (Webhook hook : hooks) {
      HookQueue at = running.get(hook.name());
      if (at != null) {
        at.use(hook);
      } else if (isDue(hook)) {
        start(hook);
      }
      if (isTime) {
        count(hook);
      }
    }
    if (isTime) {
      looked = now;
    }
    for (HookQueue each : running.values()) {
      each.stopUnless(hooks);
    }
  }

  private boolean isDue(Webhook hook) {
    Optional<Long> due = database.read(statements -> DeliveryTable.due(statements, hook.name()));
    return due.isPresent() && Pauses.isOver(due.get(), clock.millis());
  }

  private void count(Webhook hook) {
    long waiting =
        database.read(statements -> DeliveryTable.waiting(statements, hook.name(), MOST_WAITING));
    if (waiting < MOST_WAITING) {
      full.remove(hook.name());
    } else if (full.add(hook.name())) {
      LOG.log(
          Level.ERROR,
          "{0} events wait for webhook {1}, and new ones are dropped",
          String.valueOf(waiting),
          hook.name());
    }
  }

  private void start(Webhook hook) {
    Lease lease =
        leases.computeIfAbsent(hook.name(), name -> new Lease(database, ledger, "webhook " + name));
    HookQueue queue = new HookQueue(database, ledger, sender, lease, counters, clock, hook);
    running.put(hook.name(), queue);
    threads
        .newThread(
            () -> {
              try {
                queue.run();
              } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "Sending to webhook " + hook.name() + " failed", e);
              } finally {
                ended(hook.name());
              }
            })
        .start();
  }

  private synchronized void ended(String hook) {
    running.remove(hook);
    notifyAll();
  }

  /** Begins nothing more, and waits for what is being sent. */
  synchronized void close() {
    closing = true;
    running.values().forEach(HookQueue::stop);
    long end = System.nanoTime() + STOP_LIMIT.toNanos();
    try {
      for (long left = 1; left > 0 && !running.isEmpty(); left = end - System.nanoTime()) {
        TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
