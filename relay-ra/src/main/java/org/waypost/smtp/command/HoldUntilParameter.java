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

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Pattern;
import org.waypost.api.mail.Reply;
import org.waypost.smtp.session.MailParameter;
import org.waypost.smtp.session.MailTransaction;
import org.waypost.smtp.session.SmtpSession;

/** HOLDUNTIL (RFC 4865, erratum 2040): a date-time of RFC 3339 5.6. */
final class HoldUntilParameter implements MailParameter {

  // OffsetDateTime takes more than RFC 3339 does, such as a time without seconds.
  private static final Pattern DATE_TIME =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?(?:Z|[-+]\\d\\d:\\d\\d)",
          Pattern.CASE_INSENSITIVE);

  private final FutureReleaseExtension extension;

  HoldUntilParameter(FutureReleaseExtension extension) {
    this.extension = extension;
  }

  @Override
  public String keyword() {
    return "HOLDUNTIL";
  }

  @Override
  public Optional<Reply> apply(String value, MailTransaction transaction, SmtpSession session) {
    Optional<Instant> until = parse(value == null ? "" : value);
    if (until.isEmpty()) {
      return Refusal.of("HOLDUNTIL is a date and time such as 2031-02-03T04:05:06Z");
    }
    if (!until.get().isAfter(extension.now())) {
      return Refusal.of("HOLDUNTIL is past");
    }
    return extension.hold(until.get(), transaction);
  }

  private static Optional<Instant> parse(String value) {
    if (!DATE_TIME.matcher(value).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(OffsetDateTime.parse(value).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
