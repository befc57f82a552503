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

import java.time.Duration;
import java.util.Arrays;

/** How many attempts there were in the last minute and in the last hour. Guarded by its site. */
final class Throughput {

  private static final int SLOTS = 12;

  private final Window minute = new Window(Duration.ofSeconds(5).toNanos());
  private final Window hour = new Window(Duration.ofMinutes(5).toNanos());

  /** The last whole slots, and the one that is under way. */
  private static final class Window {
    private final long nanosPerSlot;
    private final int[] counts = new int[SLOTS + 1];
    private long slot = Long.MIN_VALUE;

    Window(long nanosPerSlot) {
      this.nanosPerSlot = nanosPerSlot;
    }

    private void forward(long now) {
      long current = Math.floorDiv(now, nanosPerSlot);
      if (slot == Long.MIN_VALUE || current - slot > SLOTS) {
        Arrays.fill(counts, 0);
      } else {
        for (long each = slot + 1; each <= current; each++) {
          counts[Math.floorMod(each, SLOTS + 1)] = 0;
        }
      }
      slot = current;
    }

    void add(long now) {
      forward(now);
      counts[Math.floorMod(slot, SLOTS + 1)]++;
    }

    int sum(long now) {
      forward(now);
      int sum = 0;
      for (int count : counts) {
        sum += count;
      }
      return sum;
    }
  }

  /** An attempt ended. */
  void add(long now) {
    minute.add(now);
    hour.add(now);
  }

  /** Attempts of the last minute, up to 5 seconds more. */
  int lastMinute(long now) {
    return minute.sum(now);
  }

  /** Attempts of the last hour, up to 5 minutes more. */
  int lastHour(long now) {
    return hour.sum(now);
  }
}
