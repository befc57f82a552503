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
import org.waypost.smtp.session.MailTransaction;
import org.waypost.smtp.session.RcptParameter;
import org.waypost.smtp.session.RecipientDraft;
import org.waypost.smtp.session.SmtpCommand;
import org.waypost.smtp.session.SmtpSession;

/** RCPT (RFC 5321 4.1.1.3). */
final class RcptCommand implements SmtpCommand {

  private static final Reply NO_TRANSACTION = Reply.of(503, "5.5.1", "Say MAIL first");
  // RFC 3030 2: recipients come before the first chunk.
  private static final Reply TOO_LATE =
      Reply.of(503, "5.5.1", "Chunks were sent: go on with BDAT, or say RSET");
  // RFC 5321 4.5.3.1.10
  private static final Reply TOO_MANY = Reply.of(452, "4.5.3", "Too many recipients");

  @Override
  public String verb() {
    return "RCPT";
  }

  @Override
  public boolean joinsRecipients() {
    return true;
  }

  @Override
  public void run(SmtpSession session, String argument) {
    Optional<MailTransaction> transaction = session.transaction();
    if (transaction.isEmpty()) {
      session.error(NO_TRANSACTION);
      return;
    }
    if (transaction.get().isChunked()) {
      session.error(TOO_LATE);
      return;
    }
    PathArgument path;
    try {
      path = PathArgument.parse("TO", argument);
    } catch (IllegalArgumentException e) {
      session.recipients().refuse(Reply.of(501, "5.5.4", e.getMessage()), true);
      return;
    }
    RecipientDraft draft = new RecipientDraft();
    Optional<Reply> refusal = applyParameters(path.parameters(), draft, session);
    if (refusal.isPresent()) {
      session.recipients().refuse(refusal.get(), true);
    } else if (transaction.get().recipientCount() >= session.settings().maxRecipients()) {
      session.recipients().refuse(TOO_MANY, false);
    } else if (!path.isAscii() && !transaction.get().isUtf8()) {
      session.recipients().refuse(PathArgument.NEEDS_UTF8, false);
    } else {
      propose(session, path.path(), draft);
    }
  }

  private static Optional<Reply> applyParameters(
      Map<String, String> parameters, RecipientDraft draft, SmtpSession session) {
    for (Map.Entry<String, String> entry : parameters.entrySet()) {
      Optional<RcptParameter> parameter = session.dialect().rcptParameter(entry.getKey(), session);
      if (parameter.isEmpty()) {
        // RFC 5321 4.1.1.11
        return Optional.of(Reply.of(555, "5.5.4", "Parameter not known: " + entry.getKey()));
      }
      String value = entry.getValue().isEmpty() ? null : entry.getValue();
      Optional<Reply> refusal = parameter.get().apply(value, draft, session);
      if (refusal.isPresent()) {
        return refusal;
      }
    }
    return Optional.empty();
  }

  private static void propose(SmtpSession session, String path, RecipientDraft draft) {
    if (path.isEmpty()) {
      session.recipients().refuse(Reply.of(501, "5.1.3", "A recipient is required"), true);
      return;
    }
    EmailAddress address;
    try {
      address = EmailAddress.parse(complete(path, session));
    } catch (IllegalArgumentException e) {
      session.recipients().refuse(Reply.of(501, "5.1.3", e.getMessage()), true);
      return;
    }
    try {
      session.recipients().propose(draft.of(address));
    } catch (IllegalArgumentException e) {
      session.recipients().refuse(Reply.of(501, "5.5.4", e.getMessage()), true);
    }
  }

  /** RFC 5321 4.5.1: postmaster is the one mailbox that needs no domain. */
  private static String complete(String path, SmtpSession session) {
    return path.equalsIgnoreCase("postmaster") ? path + "@" + session.settings().hostname() : path;
  }
}
