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

import java.util.Map;
import java.util.Optional;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.Reply;
import org.waypost.api.smtp.ListenerRole;
import org.waypost.smtp.session.MailParameter;
import org.waypost.smtp.session.MailTransaction;
import org.waypost.smtp.session.SmtpCommand;
import org.waypost.smtp.session.SmtpSession;

/**
 * MAIL (RFC 5321 4.1.1.2). The application is not asked: it judges the sender together with the
 * first recipients.
 */
final class MailCommand implements SmtpCommand {

  @Override
  public String verb() {
    return "MAIL";
  }

  @Override
  public void run(SmtpSession session, String argument) {
    if (!session.isGreeted()) {
      boolean lmtp = session.settings().role() == ListenerRole.LMTP;
      session.error(Reply.of(503, "5.5.1", lmtp ? "Say LHLO first" : "Say EHLO first"));
      return;
    }
    if (session.signIn().isMissing()) {
      // RFC 4954 6
      session.error(Reply.of(530, "5.7.0", "Sign in first: AUTH"));
      return;
    }
    if (session.transaction().isPresent()) {
      session.error(Reply.of(503, "5.5.1", "A transaction is under way"));
      return;
    }
    PathArgument path;
    try {
      path = PathArgument.parse("FROM", argument);
    } catch (IllegalArgumentException e) {
      session.error(Reply.of(501, "5.5.4", e.getMessage()));
      return;
    }
    MailTransaction transaction = new MailTransaction();
    Optional<Reply> refusal =
        applyParameters(path.parameters(), transaction, session)
            .or(() -> applySender(path, transaction));
    if (refusal.isPresent()) {
      refuse(session, refusal.get());
      return;
    }
    if (!session.mayBegin(transaction)) {
      return;
    }
    session.begin(transaction);
    session.reply(transaction.answer());
  }

  /**
   * A message that is too large or not wanted, or that needs SMTPUTF8, is no breach of protocol.
   */
  private static void refuse(SmtpSession session, Reply refusal) {
    if (refusal.code() >= 550 && refusal.code() <= 553) {
      session.reply(refusal);
    } else {
      session.error(refusal);
    }
  }

  private static Optional<Reply> applyParameters(
      Map<String, String> parameters, MailTransaction transaction, SmtpSession session) {
    for (Map.Entry<String, String> entry : parameters.entrySet()) {
      Optional<MailParameter> parameter = session.dialect().mailParameter(entry.getKey(), session);
      if (parameter.isEmpty()) {
        // RFC 5321 4.1.1.11
        return Optional.of(Reply.of(555, "5.5.4", "Parameter not known: " + entry.getKey()));
      }
      String value = entry.getValue().isEmpty() ? null : entry.getValue();
      Optional<Reply> refusal = parameter.get().apply(value, transaction, session);
      if (refusal.isPresent()) {
        return refusal;
      }
    }
    return Optional.empty();
  }

  private static Optional<Reply> applySender(PathArgument path, MailTransaction transaction) {
    if (!path.isAscii() && !transaction.isUtf8()) {
      return Optional.of(PathArgument.NEEDS_UTF8);
    }
    try {
      transaction.sender(EmailAddress.parse(path.path()));
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(Reply.of(501, "5.1.7", e.getMessage()));
    }
  }
}
