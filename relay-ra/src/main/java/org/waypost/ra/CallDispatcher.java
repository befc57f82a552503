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
package org.waypost.ra;

import jakarta.resource.spi.work.WorkException;
import jakarta.resource.spi.work.WorkManager;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Runs endpoint calls on the container's work threads, at most so many at a time, in the order they
 * came.
 *
 * <p>A work serves call after call and ends when none has come for a moment, so that under load a
 * call costs no start of a work and no new endpoint. Safe for any thread; only {@link #close()} and
 * the works block.
 */
final class CallDispatcher implements AutoCloseable {

  private static final Logger LOG = System.getLogger(CallDispatcher.class.getName());
  private static final long LINGER_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long END_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final WorkManager works;
  private final int maxCalls;
  private final Supplier<EndpointDelivery> deliveries;
  // All below is guarded by this.
  private final Deque<EndpointCall<?>> waiting = new ArrayDeque<>();
  private int running;
  private int idle;
  private boolean hasty;
  private boolean closed;

  CallDispatcher(WorkManager works, int maxCalls, Supplier<EndpointDelivery> deliveries) {
    this.works = works;
    this.maxCalls = maxCalls;
    this.deliveries = deliveries;
  }

  /** Puts a call behind those that wait. */
  void submit(EndpointCall<?> call) {
    boolean needsWork;
    synchronized (this) {
      if (closed) {
        needsWork = false;
      } else {
        waiting.add(call);
        needsWork = waiting.size() > idle && running < maxCalls;
        running += needsWork ? 1 : 0;
        notifyAll();
        call = null;
      }
    }
    if (call != null) {
      call.refuse();
    } else if (needsWork) {
      startWork();
    }
  }

  /** Refuses the calls that have waited for too long; called now and then. */
  void refuseOverdue() {
    List<EndpointCall<?>> overdue = new ArrayList<>();
    synchronized (this) {
      // All of them: how long a call may wait depends on its listener.
      waiting.removeIf(call -> call.isOverdue() && overdue.add(call));
    }
    overdue.forEach(EndpointCall::refuse);
  }

  /** The next call, or null when the work is to end. */
  synchronized EndpointCall<?> next() {
    long end = System.nanoTime() + LINGER_NANOS;
    idle++;
    try {
      while (waiting.isEmpty() && !closed) {
        long left = end - System.nanoTime();
        if (left <= 0) {
          break;
        }
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    idle--;
    return Thread.currentThread().isInterrupted() ? null : waiting.poll();
  }

  /** Waits before a call is tried again; false when it is not worth it any more. */
  synchronized boolean pause(long nanos) {
    try {
      long end = System.nanoTime() + nanos;
      for (long left = nanos; left > 0 && !hasty; left = end - System.nanoTime()) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    return !hasty;
  }

  /** A work has ended; if calls have come meanwhile, another one takes its place. */
  void workEnded() {
    boolean needsWork;
    synchronized (this) {
      needsWork = !closed && !waiting.isEmpty();
      running -= needsWork ? 0 : 1;
      notifyAll();
    }
    if (needsWork) {
      startWork();
    }
  }

  /**
   * From now on a call that finds no endpoint is refused at once: a container that deactivates an
   * endpoint makes no new ones, and waiting for one would only use up the grace period.
   */
  synchronized void stopRetrying() {
    hasty = true;
    notifyAll();
  }

  EndpointDelivery newDelivery() {
    return deliveries.get();
  }

  /** Refuses what waits and what still comes, and waits for the calls that are running. */
  @Override
  public void close() {
    List<EndpointCall<?>> left;
    synchronized (this) {
      hasty = true;
      closed = true;
      left = new ArrayList<>(waiting);
      waiting.clear();
      notifyAll();
    }
    left.forEach(EndpointCall::refuse);
    awaitEnd();
  }

  private synchronized void awaitEnd() {
    long end = System.nanoTime() + END_NANOS;
    try {
      while (running > 0) {
        long rest = end - System.nanoTime();
        if (rest <= 0) {
          LOG.log(Level.WARNING, "{0} endpoint calls do not end and are left behind", running);
          return;
        }
        TimeUnit.NANOSECONDS.timedWait(this, rest);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void startWork() {
    try {
      works.scheduleWork(new CallWork(this));
    } catch (WorkException | RuntimeException e) {
      LOG.log(Level.WARNING, "The container has no work thread for SMTP calls: " + e);
      workRefused();
    }
  }

  private void workRefused() {
    List<EndpointCall<?>> stranded = new ArrayList<>();
    synchronized (this) {
      running--;
      notifyAll();
      if (running == 0) {
        stranded.addAll(waiting);
        waiting.clear();
      }
    }
    stranded.forEach(EndpointCall::refuse);
  }
}
