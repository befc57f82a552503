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
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.waypost.api.settings.SignInSettings;
import org.waypost.identity.SignInLock.Kind;

/**
 * Counts failures to sign in, and slows a guesser down: of an account from one address {@value
 * #FREE} are free, then each doubles the pause from one second. Says which keys have reached their
 * limit, so that they are locked.
 *
 * <p>A count runs down by its limit in a day, so that who mistypes now and then never reaches it. A
 * success clears the pair only: else whoever has an account could clear the address.
 *
 * <p>A try counts as a failure from its start until it is known not to be one, so that tries made
 * at the same time have no more guesses among them than tries made one after the other. In memory,
 * 10,000 keys of each kind at most; what is locked is kept elsewhere.
 */
final class SignInThrottle {

  static final int FREE = 5;
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);
  private static final Duration AGAIN = Duration.ofSeconds(1);
  private static final double DAY_MILLIS = Duration.ofDays(1).toMillis();
  private static final int MAX_KEYS = 10_000;

  private final Clock clock;
  private final Map<Kind, Integer> limits = new EnumMap<>(Kind.class);
  private final Map<Kind, Map<SignInKey, Failures>> failures = new EnumMap<>(Kind.class);
  // Tries that have begun and not ended; at most one for each thread that signs somebody in.
  private final Map<SignInKey, Integer> underway = new HashMap<>();

  private record Failures(double count, Instant last) {
    double at(Instant now, int limit) {
      double drained = limit * (Duration.between(last, now).toMillis() / DAY_MILLIS);
      return Math.max(0, count - Math.max(0, drained));
    }

    Instant openAt() {
      int beyond = (int) Math.ceil(count) - FREE;
      if (beyond < 0) {
        return Instant.MIN;
      }
      Duration pause = Duration.ofSeconds(1L << Math.min(beyond, 10));
      return last.plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
    }
  }

  SignInThrottle(SignInSettings settings, Clock clock) {
    this.clock = clock;
    limits.put(Kind.PAIR, settings.pairFailures());
    limits.put(Kind.ADDRESS, settings.addressFailures());
    limits.put(Kind.ACCOUNT, settings.accountFailures());
    for (Kind kind : Kind.values()) {
      failures.put(kind, new LinkedHashMap<>());
    }
  }

  /**
   * Begins a try, which its {@link Try#close()} ends. While others underway may yet turn out to be
   * the failures that forbid this one, it waits for them.
   *
   * @param patience how long to wait at most
   */
  synchronized Try begin(List<SignInKey> keys, Duration patience) {
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

  /** Forgets the failures of a key: it is locked now, or somebody has revoked its lock. */
  synchronized void clear(SignInKey key) {
    failures.get(key.kind()).remove(key);
    notifyAll();
  }

  /** How many failures lock a key. */
  int limit(SignInKey key) {
    return limits.get(key.kind());
  }

  /** How long the pair has to wait; only a pair has pauses. */
  private Optional<Duration> pause(List<SignInKey> keys) {
    Instant now = clock.instant();
    return keys.stream()
        .filter(key -> key.kind() == Kind.PAIR)
        .map(key -> failures.get(Kind.PAIR).get(key))
        .filter(known -> known != null && known.openAt().isAfter(now))
        .map(known -> Duration.between(now, known.openAt()))
        .findFirst();
  }

  private boolean hasRoom(SignInKey key) {
    int others = underway.getOrDefault(key, 0);
    int limit = key.kind() == Kind.PAIR ? FREE : limits.get(key.kind());
    return others == 0 || count(key) + others < limit;
  }

  private int count(SignInKey key) {
    Failures known = failures.get(key.kind()).get(key);
    return known == null ? 0 : (int) Math.ceil(known.at(clock.instant(), limits.get(key.kind())));
  }

  /** Counts one more failure; whether the key has reached its limit. */
  private boolean reaches(SignInKey key) {
    Map<SignInKey, Failures> ofKind = failures.get(key.kind());
    int limit = limits.get(key.kind());
    Instant now = clock.instant();
    Failures known = ofKind.remove(key);
    double count = (known == null ? 0 : known.at(now, limit)) + 1;
    ofKind.put(key, new Failures(count, now));
    if (ofKind.size() > MAX_KEYS) {
      Iterator<SignInKey> oldest = ofKind.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    return Math.ceil(count) >= limit;
  }

  /** One try to sign in: refused when it has a pause, else to be told how it went. */
  final class Try implements AutoCloseable {

    private final List<SignInKey> keys;
    private final Optional<Duration> pause;

    private Try(List<SignInKey> keys, Optional<Duration> pause) {
      this.keys = keys;
      this.pause = pause;
    }

    /** How long to wait with the next try; empty when this one may go on. */
    Optional<Duration> pause() {
      return pause;
    }

    /** Counts the failure; returns the keys that are to be locked now. */
    List<SignInKey> failed() {
      synchronized (SignInThrottle.this) {
        return keys.stream().filter(SignInThrottle.this::reaches).toList();
      }
    }

    void succeeded() {
      synchronized (SignInThrottle.this) {
        keys.stream()
            .filter(key -> key.kind() == Kind.PAIR)
            .forEach(failures.get(Kind.PAIR)::remove);
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
