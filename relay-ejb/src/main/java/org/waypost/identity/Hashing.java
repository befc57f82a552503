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
package org.waypost.identity;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The places where passwords are hashed. A hash keeps a processor busy for a good part of a second,
 * and mail needs them too; so there are two. Who finds none free waits in order, but no more than
 * four do: the threads that wait here are those that take mail in.
 */
final class Hashing {

  private static final int PLACES = 2;
  private static final int MAX_WAITING = 4;

  private final Semaphore places = new Semaphore(PLACES, true);
  private final Duration patience;

  Hashing(Duration patience) {
    this.patience = patience;
  }

  /** Runs the work in a place; empty when none was free in time. The work never returns null. */
  <T> Optional<T> run(Supplier<T> work) {
    // A few more may slip in at the same moment, which does no harm.
    if (places.getQueueLength() >= MAX_WAITING) {
      return Optional.empty();
    }
    try {
      if (!places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return Optional.empty();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
    try {
      return Optional.of(work.get());
    } finally {
      places.release();
    }
  }
}
