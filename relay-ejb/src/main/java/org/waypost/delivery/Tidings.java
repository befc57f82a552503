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
package org.waypost.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.waypost.api.mail.DeliverBy;
import org.waypost.api.mail.Recipient;
import org.waypost.api.mail.Recipient.Notify;
import org.waypost.bounce.StatusReport.Action;
import org.waypost.parking.RetrySchedule;
import org.waypost.parking.Told;

/**
 * Decides what the sender is told of a result, by what it asked for and what a peer promised.
 * Immutable.
 */
final class Tidings {

  /** From when on delivery counts as delayed, where only those are told who asked for it. */
  static final Duration DELAYED_AFTER = Duration.ofHours(4);

  private final Duration delayedAfter;
  private final boolean unasked;

  /**
   * Tells of delays after a time.
   *
   * @param delayNotice after which a sender is told that did not say whether it wants to be; zero
   *     to tell those only who asked for it, after 4 hours
   */
  Tidings(Duration delayNotice) {
    unasked = !delayNotice.isZero();
    delayedAfter = unasked ? delayNotice : DELAYED_AFTER;
  }

  /** What to tell; nothing when there is nothing, or somebody else will tell it. */
  Optional<Action> of(Job job, Result result, Instant now) {
    Recipient recipient = result.recipient();
    if (recipient.notifyOn().contains(Notify.NEVER)) {
      return Optional.empty();
    }
    Action action =
        switch (result.state()) {
          case BOUNCED -> recipient.wants(Notify.FAILURE) ? Action.FAILED : null;
          case EXPIRED -> recipient.wants(Notify.FAILURE) ? Action.EXPIRED : null;
          case DEFERRED, UNCERTAIN -> isLate(job, recipient, now) ? Action.DELAYED : null;
          case DELIVERED -> isLeftToUs(job, result) ? Action.RELAYED : null;
          case SUPPRESSED ->
              recipient.wants(Notify.FAILURE) && !wasAnswered(job) ? Action.FAILED : null;
          // RFC 3464 2.3.3: the store of captured mail is where it ends.
          case CAPTURED -> recipient.wants(Notify.SUCCESS) ? Action.DELIVERED : null;
          default -> null;
        };
    return Optional.ofNullable(action);
  }

  /** The answer of REST named the recipients that were on the suppression list by then. */
  private static boolean wasAnswered(Job job) {
    return job.header().origin().source().equals("REST") && !job.parked();
  }

  /** Each once a message: RFC 3461 4.1 for DELAY, RFC 2852 for a deadline that is notified. */
  private boolean isLate(Job job, Recipient recipient, Instant now) {
    return (wantsDelay(recipient) && !job.told().delay() && isDelayed(job, now))
        || isPastDeadline(job, now);
  }

  /** RFC 3461 4.1: without NOTIFY, whether to tell of a delay is up to the relay. */
  private boolean wantsDelay(Recipient recipient) {
    return recipient.wants(Notify.DELAY) || (unasked && recipient.notifyOn().isEmpty());
  }

  /** What a notification of delay tells, so that it is not told again. */
  Told tells(Job job, Instant now) {
    return new Told(isDelayed(job, now), isPastDeadline(job, now));
  }

  private boolean isDelayed(Job job, Instant now) {
    return !now.isBefore(RetrySchedule.start(job.header()).plus(delayedAfter));
  }

  private static boolean isPastDeadline(Job job, Instant now) {
    return notifyAt(job).filter(deadline -> !now.isBefore(deadline)).isPresent();
  }

  /** The deadline at which the sender is told and delivery goes on; nothing when it was told. */
  static Optional<Instant> notifyAt(Job job) {
    DeliverBy by = job.header().options().deliverBy();
    return job.told().deadline() || by == null || by.mode() != DeliverBy.Mode.NOTIFY
        ? Optional.empty()
        : Optional.of(by.deadline());
  }

  /** RFC 3461 5.2.2; RFC 2852 for the trace, and for a deadline that the peer does not know. */
  private static boolean isLeftToUs(Job job, Result result) {
    if (result.recipient().wants(Notify.SUCCESS) && !result.promises().dsn()) {
      return true;
    }
    DeliverBy by = job.header().options().deliverBy();
    return by != null && (by.trace() || !result.promises().deliverBy());
  }

  /** Whether a result is the end of it for the recipient. */
  static boolean isFailure(Result result) {
    return switch (result.state()) {
      case BOUNCED, EXPIRED, SUPPRESSED -> true;
      default -> false;
    };
  }
}
