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
 * NO-SOLICITING (RFC 3865): a message that says of itself that it solicits is refused where the
 * listener does not want its kind. Offered by listeners that refuse any.
 */
final class NoSolicitingExtension implements SmtpExtension, MailParameter {

  // RFC 3865 2.2
  private static final int MAX_LENGTH = 1000;
  private static final Pattern KEYWORD = Pattern.compile("[A-Za-z][A-Za-z0-9._:-]*");

  @Override
  public Optional<String> keyword(SmtpSession session) {
    List<String> refused = refused(session);
    return refused.isEmpty()
        ? Optional.empty()
        : Optional.of("NO-SOLICITING " + String.join(",", refused));
  }

  @Override
  public List<MailParameter> mailParameters() {
    return List.of(this);
  }

  @Override
  public String keyword() {
    return "SOLICIT";
  }

  @Override
  public Optional<Reply> apply(String value, MailTransaction transaction, SmtpSession session) {
    if (value == null || value.length() > MAX_LENGTH) {
      return Refusal.of("SOLICIT has 1 to " + MAX_LENGTH + " characters");
    }
    for (String keyword : value.split(",", -1)) {
      if (!KEYWORD.matcher(keyword).matches()) {
        return Refusal.of("SOLICIT is a list of keywords such as net.example:ADV");
      }
      if (refused(session).stream().anyMatch(keyword::equalsIgnoreCase)) {
        // RFC 3865 2.4
        return Optional.of(
            Reply.of(550, "5.7.1", "Solicitation of this kind is refused: " + keyword));
      }
    }
    return Optional.empty();
  }

  private static List<String> refused(SmtpSession session) {
    return session.settings().definition().refusedSolicitations();
  }
}
