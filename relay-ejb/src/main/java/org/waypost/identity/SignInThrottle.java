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

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Slows sign-in down after failures: {@value #FREE} are free, then each doubles the pause from one
 * second up to 15 minutes, for a key (a name or an address). A success clears the name; time clears
 * both.
 *
 * <p>A try counts as a failure from its start until it is known not to be one, so that tries made
 * at the same time have no more guesses among them than tries made one after the other.
 */
final class SignInThrottle {

  static final int FREE = 5;
  private static final Duration MOST = Duration.ofMinutes(15);
  private static final Duration AGAIN = Duration.ofSeconds(1);
  private static final int MAX_KEYS = 10_000;

  private final Clock clock;
  private final Map<String, Failures> failures = new LinkedHashMap<>();
  // Tries that have begun and not ended; at most one for each thread that signs somebody in.
  private final Map<String, Integer> underway = new HashMap<>();

  private record Failures(int count, Instant last) {
    Instant openAt() {
      int beyond = count - FREE;
      if (beyond < 0) {
        return Instant.MIN;
      }
      Duration pause = Duration.ofSeconds(1L << Math.min(beyond, 10));
      return last.plus(pause.compareTo(MOST) > 0 ? MOST : pause);
    }
  }

  SignInThrottle(Clock clock) {
    this.clock = clock;
  }

  /**
   * Begins a try, which its {@link Try#close()} ends. While others underway may yet turn out to be
   * the failures that forbid this one, it waits for them.
   *
   * @param patience how long to wait at most
   */
  synchronized Try begin(String name, String address, Duration patience) {
    List<String> keys = List.of("name " + name, "address " + address);
    long deadline = System.nanoTime() + patience.toNanos();
    Optional<Duration> pause = pause(keys);
    while (pause.isEmpty() && !keys.stream().allMatch(this::hasRoom)) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return new Try(List.of(), Optional.of(AGAIN));
      }
      try {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return new Try(List.of(), Optional.of(AGAIN));
      }
      pause = pause(keys);
    }
    if (pause.isPresent()) {
      return new Try(List.of(), pause);
    }
    keys.forEach(key -> underway.merge(key, 1, Integer::sum));
    return new Try(keys, Optional.empty());
  }

  /** The longest pause of these keys. */
  private Optional<Duration> pause(List<String> keys) {
    return keys.stream().flatMap(key -> pause(key).stream()).max(Duration::compareTo);
  }

  private Optional<Duration> pause(String key) {
    Failures known = failures.get(key);
    if (known == null) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    if (known.last().plus(MOST).isBefore(now)) {
      failures.remove(key);
      return Optional.empty();
    }
    Instant openAt = known.openAt();
    return openAt.isAfter(now) ? Optional.of(Duration.between(now, openAt)) : Optional.empty();
  }

  private boolean hasRoom(String key) {
    int others = underway.getOrDefault(key, 0);
    int failed = failures.containsKey(key) ? failures.get(key).count() : 0;
    return others == 0 || failed + others < FREE;
  }

  private void count(String key) {
    Failures known = failures.remove(key);
    failures.put(key, new Failures(known == null ? 1 : known.count() + 1, clock.instant()));
    if (failures.size() > MAX_KEYS) {
      Iterator<String> oldest = failures.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
  }

  /** One try to sign in: refused when it has a pause, else to be told how it went. */
  final class Try implements AutoCloseable {

    private final List<String> keys;
    private final Optional<Duration> pause;

    private Try(List<String> keys, Optional<Duration> pause) {
      this.keys = keys;
      this.pause = pause;
    }

    /** How long to wait with the next try; empty when this one may go on. */
    Optional<Duration> pause() {
      return pause;
    }

    void failed() {
      synchronized (SignInThrottle.this) {
        keys.forEach(SignInThrottle.this::count);
      }
    }

    void succeeded() {
      synchronized (SignInThrottle.this) {
        failures.remove(keys.get(0));
      }
    }

    /** Without a failure told before, the try was none. */
    @Override
    public void close() {
      synchronized (SignInThrottle.this) {
        keys.forEach(key -> underway.computeIfPresent(key, (k, n) -> n == 1 ? null : n - 1));
        SignInThrottle.this.notifyAll();
      }
    }
  }
}
