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
package org.waypost.smtp.command;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.waypost.api.mail.Reply;
import org.waypost.smtp.session.MailParameter;
import org.waypost.smtp.session.MailTransaction;
import org.waypost.smtp.session.SmtpExtension;
import org.waypost.smtp.session.SmtpSession;

/**
 * FUTURERELEASE (RFC 4865): the message waits here. For submission, so only for clients that may
 * relay.
 */
final class FutureReleaseExtension implements SmtpExtension {

  /** The longest that a message may be held. */
  static final Duration LONGEST = Duration.ofDays(30);

  private final Clock clock;

  FutureReleaseExtension(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Optional<String> keyword(SmtpSession session) {
    if (!session.client().isKnown()) {
      return Optional.empty();
    }
    // RFC 4865: seconds, and the latest date in UTC.
    Instant latest = clock.instant().plus(LONGEST).truncatedTo(ChronoUnit.SECONDS);
    return Optional.of("FUTURERELEASE " + LONGEST.toSeconds() + " " + latest);
  }

  @Override
  public List<MailParameter> mailParameters() {
    return List.of(new HoldForParameter(this), new HoldUntilParameter(this));
  }

  Instant now() {
    return clock.instant();
  }

  /** Holds the message of a transaction, if it may be held for so long and only once. */
  Optional<Reply> hold(Instant until, MailTransaction transaction) {
    if (transaction.options().holdUntil() != null) {
      return Refusal.of("HOLDFOR and HOLDUNTIL exclude each other");
    }
    if (until.isAfter(now().plus(LONGEST))) {
      return Refusal.of("A message is held for at most " + LONGEST.toDays() + " days");
    }
    transaction.ask(o -> o.withHoldUntil(until));
    return HoldRule.check(transaction.options());
  }
}
