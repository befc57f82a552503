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
import org.waypost.api.mail.MailOptions;
import org.waypost.api.mail.Reply;
import org.waypost.smtp.session.MailParameter;
import org.waypost.smtp.session.MailTransaction;
import org.waypost.smtp.session.SmtpExtension;
import org.waypost.smtp.session.SmtpSession;

/** REQUIRETLS (RFC 8689): offered only when the message has come so far under TLS. */
final class RequireTlsExtension implements SmtpExtension, MailParameter {

  @Override
  public Optional<String> keyword(SmtpSession session) {
    return session.client().isSecure() ? Optional.of("REQUIRETLS") : Optional.empty();
  }

  @Override
  public List<MailParameter> mailParameters() {
    return List.of(this);
  }

  @Override
  public String keyword() {
    return "REQUIRETLS";
  }

  @Override
  public Optional<Reply> apply(String value, MailTransaction transaction, SmtpSession session) {
    if (value != null) {
      return Refusal.of("REQUIRETLS takes no value");
    }
    transaction.ask(MailOptions::withRequireTls);
    return Optional.empty();
  }
}
