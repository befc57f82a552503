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
package org.waypost.sources;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Which sources are at which sites now, and where they are not wanted for some time. Safe for use
 * by any number of threads.
 */
final class Presence {

  private static final int MOST_RESTS = 20_000;
  private static final int MOST_TOLD = 100;

  private final InstantSource clock;
  private final ConcurrentMap<At, Integer> attempts = new ConcurrentHashMap<>();
  private final ConcurrentMap<At, Resting> rests = new ConcurrentHashMap<>();

  Presence(InstantSource clock) {
    this.clock = clock;
  }

  /** A source at a site. */
  private record At(String source, String site) {}

  private record Resting(Instant until, String reply) {}

  /** Takes a place, if fewer than so many are taken. */
  boolean enter(String source, String site, int most) {
    boolean[] entered = {false};
    attempts.compute(
        new At(source, site),
        (at, taken) -> {
          int now = taken == null ? 0 : taken;
          entered[0] = now < most;
          return entered[0] ? Integer.valueOf(now + 1) : taken;
        });
    return entered[0];
  }

  /** Gives a place back. */
  void leave(String source, String site) {
    attempts.computeIfPresent(new At(source, site), (at, taken) -> taken > 1 ? taken - 1 : null);
  }

  /** How many places are taken. */
  int taken(String source, String site) {
    return attempts.getOrDefault(new At(source, site), 0);
  }

  /** The site wants nothing from this source for some time. */
  void rest(String source, String site, Duration time, String reply) {
    if (rests.size() >= MOST_RESTS) {
      Instant now = clock.instant();
      rests.values().removeIf(each -> !now.isBefore(each.until()));
    }
    if (rests.size() < MOST_RESTS) {
      rests.put(new At(source, site), new Resting(clock.instant().plus(time), reply));
    }
  }

  /** Until when a site wants nothing from this source; nothing when it does. */
  Optional<Instant> restsUntil(String source, String site) {
    if (rests.isEmpty()) {
      return Optional.empty();
    }
    At at = new At(source, site);
    Resting resting = rests.get(at);
    if (resting != null && !clock.instant().isBefore(resting.until())) {
      rests.remove(at, resting);
      return Optional.empty();
    }
    return Optional.ofNullable(resting).map(Resting::until);
  }

  /** Where a source rests. */
  List<SourceStatus.Rest> rests(String source) {
    Instant now = clock.instant();
    return rests.entrySet().stream()
        .filter(it -> it.getKey().source().equals(source) && now.isBefore(it.getValue().until()))
        .limit(MOST_TOLD)
        .map(
            it ->
                new SourceStatus.Rest(
                    it.getKey().site(), it.getValue().until(), it.getValue().reply()))
        .toList();
  }
}
