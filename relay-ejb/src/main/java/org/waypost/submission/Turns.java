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
package org.waypost.submission;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Lets the holders of one name take turns. A turn may be ended by another thread than the one that
 * got it, as that of a transaction does which ends elsewhere.
 */
final class Turns {

  private final Duration patience;
  // Guarded by itself.
  private final Set<String> taken = new HashSet<>();

  /**
   * Turns that are waited for.
   *
   * @param patience how long at most
   */
  Turns(Duration patience) {
    this.patience = patience;
  }

  /** A turn, which lasts until it is closed. */
  interface Turn extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Waits for a turn.
   *
   * @throws UnavailableException when it does not come in time
   */
  Turn await(String name) {
    long end = System.nanoTime() + patience.toNanos();
    synchronized (taken) {
      while (!taken.add(name)) {
        long left = end - System.nanoTime();
        if (left <= 0) {
          throw new UnavailableException("A submission with the same key is under way", null);
        }
        try {
          TimeUnit.NANOSECONDS.timedWait(taken, Math.max(left, 1_000_000));
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new UnavailableException("Interrupted while waiting for the same key", e);
        }
      }
    }
    return () -> leave(name);
  }

  private void leave(String name) {
    synchronized (taken) {
      taken.remove(name);
      taken.notifyAll();
    }
  }
}
