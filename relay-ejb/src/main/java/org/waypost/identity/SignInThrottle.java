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
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Slows sign-in down after failures: {@value #FREE} are free, then each doubles the pause from one
 * second up to 15 minutes, for a key (a name or an address). A success clears the name; time clears
 * both.
 */
final class SignInThrottle {

  static final int FREE = 5;
  private static final Duration MOST = Duration.ofMinutes(15);
  private static final int MAX_KEYS = 10_000;

  private final Clock clock;
  private final Map<String, Failures> failures = new LinkedHashMap<>();

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

  /** How long the key has to wait; empty when it need not. */
  synchronized Optional<Duration> pause(String key) {
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

  synchronized void failed(String key) {
    Failures known = failures.remove(key);
    failures.put(key, new Failures(known == null ? 1 : known.count() + 1, clock.instant()));
    if (failures.size() > MAX_KEYS) {
      Iterator<String> oldest = failures.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
  }

  synchronized void succeeded(String key) {
    failures.remove(key);
  }
}
