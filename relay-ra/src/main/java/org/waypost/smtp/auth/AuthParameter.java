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
package org.waypost.smtp.auth;

import java.util.Optional;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.Reply;
import org.waypost.smtp.session.MailParameter;
import org.waypost.smtp.session.MailTransaction;
import org.waypost.smtp.session.SmtpSession;
import org.waypost.smtp.wire.Xtext;

/**
 * AUTH= of MAIL (RFC 4954 5): who has submitted the message first. It is checked and then passed
 * over, as this relay believes nobody but its own users, which is what the RFC asks of a server
 * that does not trust its client: the message goes on without it.
 */
final class AuthParameter implements MailParameter {

  @Override
  public String keyword() {
    return "AUTH";
  }

  @Override
  public Optional<Reply> apply(String value, MailTransaction transaction, SmtpSession session) {
    if (value == null) {
      return Optional.of(Reply.of(501, "5.5.4", "AUTH= takes a mailbox or <>"));
    }
    try {
      String decoded = Xtext.decode(value);
      if (!decoded.equals("<>")) {
        var unused = EmailAddress.parse(decoded);
      }
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(Reply.of(501, "5.5.4", "AUTH= takes a mailbox or <>: " + e.getMessage()));
    }
  }
}
