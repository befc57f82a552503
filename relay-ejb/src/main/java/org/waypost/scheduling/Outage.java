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
import java.util.function.DoubleSupplier;

/**
 * Whether a site is left alone, because it cannot be reached or has asked for it. After failures in
 * a row it is suspended: each time longer than before, from a minute to an hour, give or take a
 * fifth. A suspension ends with one attempt that goes first. Guarded by its site.
 */
final class Outage {

  private static final long SHORTEST = Duration.ofMinutes(1).toNanos();
  private static final long LONGEST = Duration.ofHours(1).toNanos();
  private static final double JITTER = 0.2;

  private final DoubleSupplier random;
  private int failures;
  private int suspensions;
  private boolean suspended;
  private boolean probing;
  private boolean paused;
  private long until;
  private String reason = "";

  /** Of a site that works. */
  Outage(DoubleSupplier random) {
    this.random = random;
  }

  /** Whether nobody may try now. */
  boolean isClosed(long now) {
    return (paused || suspended) && (until - now > 0 || probing);
  }

  /** Whether the next attempt is to show that the site works again. */
  boolean needsProbe(long now) {
    return suspended && !probing && until - now <= 0;
  }

  /** An attempt begins that shows whether the site works. */
  void probe() {
    probing = true;
  }

  /** The probe has ended without a result. */
  void probeEnded() {
    probing = false;
  }

  /** An attempt came through; false when nothing has changed by it. */
  boolean succeeded(boolean probe) {
    failures = 0;
    if (probe || !suspended) {
      boolean changed = suspended;
      suspended = false;
      probing = false;
      suspensions = 0;
      return changed;
    }
    return false;
  }

  /**
   * An attempt did not come as far as a verdict.
   *
   * @param most failures in a row that suspend the site
   * @return whether the site is suspended by it
   */
  boolean failed(boolean probe, int most, String why, long now) {
    failures++;
    if (probe) {
      probing = false;
    }
    // Attempts that began before the suspension tell nothing new.
    if (suspended && !probe) {
      return false;
    }
    if (!probe && failures < most) {
      return false;
    }
    long pause = Math.min(LONGEST, SHORTEST << Math.min(suspensions, 6));
    suspend(Math.round(pause * (1 + JITTER * (2 * random.getAsDouble() - 1))), why, now);
    return true;
  }

  /** No attempts for some time; then one goes first. */
  void suspend(long nanos, String why, long now) {
    suspensions++;
    suspended = true;
    until(nanos, why, now);
  }

  /** No attempts for some time. */
  void pause(long nanos, String why, long now) {
    paused = true;
    until(nanos, why, now);
  }

  private void until(long nanos, String why, long now) {
    if (reason.isEmpty() || now + nanos - until > 0) {
      until = now + nanos;
      reason = why;
    }
  }

  /** An administrator says that the site works. */
  void clear() {
    suspended = false;
    paused = false;
    probing = false;
    failures = 0;
    suspensions = 0;
    reason = "";
  }

  /** When it ends, on the clock of the site. */
  long until() {
    return until;
  }

  boolean isSuspended() {
    return suspended;
  }

  String reason() {
    return reason;
  }

  /** Whether nothing is held against the site. */
  boolean isNone(long now) {
    return failures == 0 && !suspended && (!paused || until - now <= 0);
  }
}
