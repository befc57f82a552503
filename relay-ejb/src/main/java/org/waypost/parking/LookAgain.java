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
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.waypost.api.mail.DeliverBy;
import org.waypost.api.mail.MailOptions;

/**
 * When a group that waits for a place is looked at without one: within about an hour, to see
 * whether it still belongs to its site; when its sender has to be told that it is late; and when it
 * is given up.
 */
public final class LookAgain {

  /** When a delay is told to those who asked for that, if others are not told. */
  private static final Duration USUAL_DELAY = Duration.ofHours(4);

  private static final long SHORTEST_MILLIS = Duration.ofMinutes(50).toMillis();
  private static final long LONGEST_MILLIS = Duration.ofMinutes(70).toMillis();

  private final Duration delayNotice;

  /**
   * With notifications of delay after this time.
   *
   * @param delayNotice zero, where only those are told who asked for it
   */
  public LookAgain(Duration delayNotice) {
    this.delayNotice = delayNotice.isZero() ? USUAL_DELAY : delayNotice;
  }

  /**
   * The first of these times.
   *
   * @param options what the sender asked for
   * @param acceptedAt when the message was
   * @param told of what its sender has been told
   * @param expiresAt when it is given up
   */
  public Instant next(
      MailOptions options, Instant acceptedAt, Told told, Instant expiresAt, Instant now) {
    long pause = ThreadLocalRandom.current().nextLong(SHORTEST_MILLIS, LONGEST_MILLIS);
    Instant regular = now.plusMillis(pause);
    Instant delay =
        told.delay() ? regular : RetrySchedule.start(options, acceptedAt).plus(delayNotice);
    DeliverBy by = options.deliverBy();
    // RFC 2852 4.1.4: of a deadline, the sender is told when it is over.
    boolean tells = by != null && by.mode() == DeliverBy.Mode.NOTIFY && !told.deadline();
    Instant deadline = tells ? by.deadline() : regular;
    Instant first =
        Stream.of(regular, delay, deadline)
            .filter(now::isBefore)
            .min(Instant::compareTo)
            .orElse(regular);
    return first.isBefore(expiresAt) ? first : expiresAt;
  }
}
