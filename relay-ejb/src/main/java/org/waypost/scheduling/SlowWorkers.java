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
package org.waypost.scheduling;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many workers are at sites that are slow, or that might turn out to be: places there are
 * bounded over all sites, so that however many sites hang, workers are left for those that answer.
 * Safe for use by any number of threads.
 */
final class SlowWorkers {

  private final int atSlow;
  private final int atDoubtful;
  private final AtomicInteger taken = new AtomicInteger();

  /**
   * Of so many workers.
   *
   * @param workers of this node, 2 or more: half of them may be at slow sites, and three quarters
   *     at these and at sites that have not answered yet
   */
  SlowWorkers(int workers) {
    this.atSlow = Math.max(1, workers / 2);
    this.atDoubtful = Math.max(atSlow, workers - workers / 4);
  }

  /** Most of them that one site may have. */
  int mostForOne() {
    return atSlow;
  }

  /** Whether there was one for a site that is slow, or else for one that is not known. */
  boolean take(boolean slow) {
    int most = slow ? atSlow : atDoubtful;
    int now = taken.get();
    while (now < most) {
      if (taken.compareAndSet(now, now + 1)) {
        return true;
      }
      now = taken.get();
    }
    return false;
  }

  /** A worker is stuck at a site that was not known to be slow. */
  void stuck() {
    taken.incrementAndGet();
  }

  /** A worker is free again. */
  void giveBack() {
    taken.decrementAndGet();
  }

  /** How many could be taken. */
  int free(boolean slow) {
    return Math.max(0, (slow ? atSlow : atDoubtful) - taken.get());
  }

  /** How many are taken. */
  int taken() {
    return taken.get();
  }
}
