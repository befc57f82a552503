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

import java.util.Optional;
import org.waypost.api.mail.MailOptions.ReturnContent;
import org.waypost.api.mail.Reply;
import org.waypost.smtp.session.MailParameter;
import org.waypost.smtp.session.MailTransaction;
import org.waypost.smtp.session.SmtpSession;

/** RET (RFC 3461 4.3): what a notification holds of the message. */
final class RetParameter implements MailParameter {

  @Override
  public String keyword() {
    return "RET";
  }

  @Override
  public Optional<Reply> apply(String value, MailTransaction transaction, SmtpSession session) {
    if ("FULL".equalsIgnoreCase(value)) {
      transaction.ask(o -> o.withRet(ReturnContent.FULL));
    } else if ("HDRS".equalsIgnoreCase(value)) {
      transaction.ask(o -> o.withRet(ReturnContent.HDRS));
    } else {
      return Refusal.of("RET is FULL or HDRS");
    }
    return Optional.empty();
  }
}
