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

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.waypost.api.mail.Recipient.Notify;
import org.waypost.api.mail.Reply;
import org.waypost.smtp.session.RcptParameter;
import org.waypost.smtp.session.RecipientDraft;
import org.waypost.smtp.session.SmtpSession;

/** NOTIFY (RFC 3461 4.1): what the sender wants to be told about. */
final class NotifyParameter implements RcptParameter {

  @Override
  public String keyword() {
    return "NOTIFY";
  }

  @Override
  public Optional<Reply> apply(String value, RecipientDraft recipient, SmtpSession session) {
    Set<Notify> events = EnumSet.noneOf(Notify.class);
    for (String word : value == null ? new String[] {""} : value.split(",", -1)) {
      switch (word.toUpperCase(Locale.ROOT)) {
        case "NEVER" -> events.add(Notify.NEVER);
        case "SUCCESS" -> events.add(Notify.SUCCESS);
        case "FAILURE" -> events.add(Notify.FAILURE);
        case "DELAY" -> events.add(Notify.DELAY);
        default -> {
          return Refusal.of("NOTIFY is NEVER, or some of SUCCESS, FAILURE and DELAY");
        }
      }
    }
    if (events.contains(Notify.NEVER) && events.size() > 1) {
      return Refusal.of("NOTIFY=NEVER stands alone");
    }
    recipient.notifyOn(events);
    return Optional.empty();
  }
}
