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
package org.waypost.parking;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.waypost.api.mail.DeliverBy;
import org.waypost.api.mail.MailOptions;
import org.waypost.queue.MailHeader;

/**
 * When a message is tried again: a pause for each failed attempt, the last one repeated, each
 * jittered by up to a tenth, until the message expires.
 *
 * @param pauses after the first, second, … failed attempt; 1 or more
 * @param expiry how long delivery is tried, from acceptance
 */
public record RetrySchedule(List<Duration> pauses, Duration expiry) {

  private static final double JITTER = 0.1;

  /** Checks that there is a pause. */
  public RetrySchedule {
    pauses = List.copyOf(pauses);
    if (pauses.isEmpty()) {
      throw new IllegalArgumentException("A retry schedule has a pause");
    }
  }

  /**
   * When a message is given up: its time counts from acceptance, or from the release that was asked
   * (RFC 4865), and ends with the deadline by which it is to be returned (RFC 2852).
   */
  public Instant expiresAt(MailHeader header) {
    Instant end = start(header).plus(expiry);
    DeliverBy by = header.options().deliverBy();
    return by != null && by.mode() == DeliverBy.Mode.RETURN && by.deadline().isBefore(end)
        ? by.deadline()
        : end;
  }

  /** When delivery of a message may begin. */
  public static Instant start(MailHeader header) {
    return start(header.options(), header.acceptedAt());
  }

  static Instant start(MailOptions options, Instant acceptedAt) {
    Instant release = options.holdUntil();
    return release != null && release.isAfter(acceptedAt) ? release : acceptedAt;
  }

  /**
   * When to try again, never after the expiry: the last attempt is made when the message expires.
   *
   * @param failed attempts that failed so far, 1 or more
   * @param now time of the last failure
   * @param random 0 to 1
   */
  public Instant next(int failed, Instant now, Instant expiresAt, DoubleSupplier random) {
    Duration pause = pauses.get(Math.min(failed, pauses.size()) - 1);
    double factor = 1 + JITTER * (2 * random.getAsDouble() - 1);
    Instant next = now.plusMillis(Math.round(pause.toMillis() * factor));
    return next.isAfter(expiresAt) ? expiresAt : next;
  }
}
