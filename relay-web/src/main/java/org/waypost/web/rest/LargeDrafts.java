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
package org.waypost.web.rest;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.waypost.web.problem.Problem;
import org.waypost.web.problem.ProblemException;

/**
 * The one place where a large message is read from JSON and built, which takes many times its size
 * in memory. Who comes second waits in order, at most 10 seconds. Messages up to 1 MiB of JSON do
 * not wait.
 */
@ApplicationScoped
class LargeDrafts {

  /** Octets of JSON that need no place. */
  static final long SMALL = 1024 * 1024;

  private final Semaphore place = new Semaphore(1, true);
  private final Duration patience;

  LargeDrafts() {
    this(Duration.ofSeconds(10));
  }

  LargeDrafts(Duration patience) {
    this.patience = patience;
  }

  /** A reserved place; closing it lets the next one in. */
  interface Place extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Waits for the place, when the size asks for one.
   *
   * @throws ProblemException (503) when it is not free in time
   */
  Place reserve(long size) {
    if (size <= SMALL) {
      return () -> {};
    }
    try {
      if (place.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return place::release;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new ProblemException(
        Problem.of(503, "Other large messages are being read at the moment. Try again soon."));
  }
}
