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
package org.waypost.webhooks;

import java.time.Duration;

/** How long a hook rests after a POST that it did not take, and when an event is given up. */
final class Pauses {

  /** Attempts after which an event is given up: after about an hour. */
  static final int MOST_ATTEMPTS = 12;

  /** How long an event waits at the most, behind others that are tried, until it is given up. */
  static final Duration LONGEST_WAIT = Duration.ofDays(3);

  private static final Duration FIRST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofMinutes(15);

  private Pauses() {}

  /**
   * Whether the time has come; also when it is further away than a pause lasts, as after a clock
   * was put back.
   *
   * @param next time in milliseconds
   * @param now time in milliseconds
   */
  static boolean isOver(long next, long now) {
    return next <= now || next - now > LONGEST.toMillis();
  }

  /** The pause after this many attempts: 5 s, then twice as long each time, 15 minutes at most. */
  static Duration after(int attempts) {
    Duration pause = FIRST.multipliedBy(1L << Math.min(attempts - 1, 20));
    return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
  }
}
