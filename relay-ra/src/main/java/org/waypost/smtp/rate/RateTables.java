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
package org.waypost.smtp.rate;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import org.waypost.api.listener.ListenerLimits.Rate;

/** What a listener has counted for its rates: it stays while a rate stays. Safe for any thread. */
public final class RateTables {

  private final LongSupplier nanoTime;
  private final ConcurrentMap<Rate, RateTable> tables = new ConcurrentHashMap<>();

  /** Begins with nothing counted, by the clock of the process. */
  public RateTables() {
    this(System::nanoTime);
  }

  /** Begins with nothing counted, by a clock whose differences are nanoseconds. */
  public RateTables(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** The limits of these rates; what was counted for others is forgotten. */
  public RateLimits limits(List<Rate> rates) {
    tables.keySet().retainAll(rates);
    return new RateLimits(
        rates.stream()
            .map(rate -> tables.computeIfAbsent(rate, r -> new RateTable(r, nanoTime)))
            .toList());
  }
}
