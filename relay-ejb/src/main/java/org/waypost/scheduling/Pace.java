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

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Messages in a time: token buckets, one for each rate. Guarded by its site. */
final class Pace {

  private final Optional<Bucket> bucket;
  private final LongSupplier nanoTime;
  private final long longest;
  private long takenAt;

  Pace(List<SiteLimits.Rate> rates, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.longest = rates.stream().mapToLong(rate -> rate.per().toNanos()).max().orElse(0);
    this.takenAt = nanoTime.getAsLong() - longest;
    if (rates.isEmpty()) {
      bucket = Optional.empty();
      return;
    }
    var builder = Bucket.builder().withCustomTimePrecision(new Clock(nanoTime));
    for (SiteLimits.Rate rate : rates) {
      builder.addLimit(
          Bandwidth.builder()
              .capacity(rate.messages())
              .refillGreedy(rate.messages(), rate.per())
              .build());
    }
    bucket = Optional.of(builder.build());
  }

  /** Takes one; else how long there will be none, in nanoseconds, more than 0. */
  long take() {
    if (bucket.isEmpty()) {
      return 0;
    }
    ConsumptionProbe probe = bucket.get().tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      return Math.max(1, probe.getNanosToWaitForRefill());
    }
    takenAt = nanoTime.getAsLong();
    return 0;
  }

  /** How many could be taken now. */
  int available() {
    return bucket
        .map(it -> (int) Math.min(Integer.MAX_VALUE, it.getAvailableTokens()))
        .orElse(Integer.MAX_VALUE);
  }

  /** Whether it is as good as new: with full buckets nothing is forgotten. */
  boolean isFull() {
    return nanoTime.getAsLong() - takenAt >= longest;
  }

  /** Nanoseconds of a clock that tests can move. */
  private record Clock(LongSupplier nanoTime) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      return nanoTime.getAsLong();
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }
}
