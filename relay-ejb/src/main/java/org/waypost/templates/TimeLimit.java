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
package org.waypost.templates;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Interrupts work that takes too long. Safe for use by any number of threads. */
final class TimeLimit {

  private final ScheduledExecutorService timer;
  private final Duration limit;

  TimeLimit(ScheduledExecutorService timer, Duration limit) {
    this.timer = timer;
    this.limit = limit;
  }

  /** Work that took too long, and was interrupted. */
  static final class ExceededException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private ExceededException(Throwable cause) {
      super(cause);
    }
  }

  /**
   * Runs work that heeds interrupts.
   *
   * @throws ExceededException when it ended after it had been interrupted
   */
  <T> T run(Supplier<T> work) {
    Watch watch = new Watch(Thread.currentThread());
    ScheduledFuture<?> alarm =
        timer.schedule(watch::interrupt, limit.toMillis(), TimeUnit.MILLISECONDS);
    RuntimeException failure = null;
    T result = null;
    try {
      result = work.get();
    } catch (RuntimeException e) {
      failure = e;
    } finally {
      alarm.cancel(false);
    }
    if (watch.end()) {
      throw new ExceededException(failure);
    }
    if (failure != null) {
      throw failure;
    }
    return result;
  }

  /** The interrupt never comes after the end: the thread has other work by then. */
  private static final class Watch {
    private final Thread thread;
    private boolean ended;
    private boolean interrupted;

    private Watch(Thread thread) {
      this.thread = thread;
    }

    private synchronized void interrupt() {
      if (!ended) {
        interrupted = true;
        thread.interrupt();
      }
    }

    /** Whether it has been interrupted. */
    private synchronized boolean end() {
      ended = true;
      if (interrupted) {
        Thread.interrupted();
      }
      return interrupted;
    }
  }
}
