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
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.waypost.api.mail.DeliverBy;
import org.waypost.api.mail.Reply;
import org.waypost.smtp.session.MailParameter;
import org.waypost.smtp.session.MailTransaction;
import org.waypost.smtp.session.SmtpExtension;
import org.waypost.smtp.session.SmtpSession;

/**
 * DELIVERBY (RFC 2852). Only for clients that may relay: it makes notifications, which strangers
 * could have sent to anybody.
 */
final class DeliverByExtension implements SmtpExtension, MailParameter {

  /** Seconds; what is shorter than the queue's own pace would always be returned. */
  private static final int SHORTEST = 1;

  private static final Pattern VALUE =
      Pattern.compile("([-+]?[0-9]{1,9});([NR])(T?)", Pattern.CASE_INSENSITIVE);

  private final Clock clock;

  DeliverByExtension(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Optional<String> keyword(SmtpSession session) {
    return session.client().isKnown() ? Optional.of("DELIVERBY " + SHORTEST) : Optional.empty();
  }

  @Override
  public List<MailParameter> mailParameters() {
    return List.of(this);
  }

  @Override
  public String keyword() {
    return "BY";
  }

  @Override
  public Optional<Reply> apply(String value, MailTransaction transaction, SmtpSession session) {
    Matcher matcher = VALUE.matcher(value == null ? "" : value);
    if (!matcher.matches()) {
      return Refusal.of("BY is seconds of 1 to 9 digits, a semicolon, N or R, and perhaps T");
    }
    long seconds = Long.parseLong(matcher.group(1));
    boolean returned = matcher.group(2).equalsIgnoreCase("R");
    if (returned && seconds < SHORTEST) {
      // RFC 2852: what has no time left is not accepted to be returned.
      return Refusal.of("BY with R needs at least " + SHORTEST + " second");
    }
    DeliverBy limit =
        new DeliverBy(
            clock.instant().plusSeconds(seconds),
            returned ? DeliverBy.Mode.RETURN : DeliverBy.Mode.NOTIFY,
            !matcher.group(3).isEmpty());
    transaction.ask(o -> o.withDeliverBy(limit));
    return HoldRule.check(transaction.options());
  }
}
