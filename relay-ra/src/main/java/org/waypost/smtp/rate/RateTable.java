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

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.util.function.LongSupplier;
import org.waypost.api.listener.ListenerLimits.Rate;

/** One rate, with a bucket for each of those whom it has concerned lately. */
final class RateTable {

  /** Buckets of a generation; some 400 octets each. */
  static final int MOST = 65_536;

  private final Rate rate;
  private final Bandwidth bandwidth;
  private final TimeMeter clock;
  private final RecentKeys<Object, Bucket> buckets;

  RateTable(Rate rate, LongSupplier nanoTime) {
    this.rate = rate;
    this.bandwidth =
        Bandwidth.builder().capacity(rate.amount()).refillGreedy(rate.amount(), rate.per()).build();
    this.clock = new Nanoseconds(nanoTime);
    // A bucket that was left alone for that long is full, and worth no more than a new one; but one
    // in debt for its octets may need longer.
    this.buckets = new RecentKeys<>(MOST, 2 * rate.per().toNanos(), nanoTime);
  }

  Rate rate() {
    return rate;
  }

  int size() {
    return buckets.size();
  }

  /** Takes so much, or nothing when there is not as much. */
  boolean take(Source source, long amount) {
    Bucket bucket = bucket(source);
    return bucket == null || bucket.tryConsume(amount);
  }

  /** Puts back what was taken. */
  void giveBack(Source source, long amount) {
    Bucket bucket = bucket(source);
    if (bucket != null) {
      bucket.addTokens(amount);
    }
  }

  /** Whether so much is there, or all that ever is. */
  boolean has(Source source, long amount) {
    Bucket bucket = bucket(source);
    return bucket == null
        || bucket.getAvailableTokens() >= Math.max(1, Math.min(amount, rate.amount()));
  }

  /** Takes what was used already, if that makes a debt. */
  void charge(Source source, long amount) {
    Bucket bucket = bucket(source);
    if (bucket != null && amount > 0) {
      bucket.consumeIgnoringRateLimits(amount);
    }
  }

  private Bucket bucket(Source source) {
    Object key = source.key(rate.of());
    return key == null ? null : buckets.get(key, ignored -> newBucket());
  }

  private Bucket newBucket() {
    return Bucket.builder().addLimit(bandwidth).withCustomTimePrecision(clock).build();
  }

  private record Nanoseconds(LongSupplier nanoTime) implements TimeMeter {
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
