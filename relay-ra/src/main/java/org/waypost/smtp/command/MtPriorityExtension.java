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

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.waypost.api.mail.Reply;
import org.waypost.smtp.session.MailParameter;
import org.waypost.smtp.session.MailTransaction;
import org.waypost.smtp.session.SmtpExtension;
import org.waypost.smtp.session.SmtpSession;

/**
 * MT-PRIORITY (RFC 6710), with the policy of no named profile. Strangers may lower the priority of
 * their mail; what they would raise is given 0, and they are told.
 */
final class MtPriorityExtension implements SmtpExtension, MailParameter {

  private static final Pattern PRIORITY = Pattern.compile("-[1-9]|[0-9]");
  private static final Reply LOWERED =
      Reply.of(250, "2.3.6", "0 is the new priority assigned to the message");

  @Override
  public Optional<String> keyword(SmtpSession session) {
    return Optional.of("MT-PRIORITY");
  }

  @Override
  public List<MailParameter> mailParameters() {
    return List.of(this);
  }

  @Override
  public String keyword() {
    return "MT-PRIORITY";
  }

  @Override
  public Optional<Reply> apply(String value, MailTransaction transaction, SmtpSession session) {
    if (value == null || !PRIORITY.matcher(value).matches()) {
      return Refusal.of("MT-PRIORITY is -9 to 9");
    }
    int asked = Integer.parseInt(value);
    if (asked > 0 && !session.client().isKnown()) {
      transaction.answer(LOWERED);
    } else {
      transaction.ask(o -> o.withPriority(asked));
    }
    return Optional.empty();
  }
}
