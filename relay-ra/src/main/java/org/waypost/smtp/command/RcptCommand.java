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
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.Reply;
import org.waypost.smtp.session.MailTransaction;
import org.waypost.smtp.session.SmtpCommand;
import org.waypost.smtp.session.SmtpSession;

/** RCPT (RFC 5321 4.1.1.3). */
final class RcptCommand implements SmtpCommand {

  private static final Reply NO_TRANSACTION = Reply.of(503, "5.5.1", "Say MAIL first");
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
    PathArgument path;
    try {
      path = PathArgument.parse("TO", argument);
    } catch (IllegalArgumentException e) {
      session.refuseRecipient(Reply.of(501, "5.5.4", e.getMessage()), true);
      return;
    }
    if (!path.parameters().isEmpty()) {
      String key = path.parameters().keySet().iterator().next();
      session.refuseRecipient(Reply.of(555, "5.5.4", "Parameter not known: " + key), true);
    } else if (transaction.get().recipientCount() >= session.settings().maxRecipients()) {
      session.refuseRecipient(TOO_MANY, false);
    } else if (!path.isAscii() && !transaction.get().isUtf8()) {
      session.refuseRecipient(PathArgument.NEEDS_UTF8, false);
    } else {
      propose(session, path.path());
    }
  }

  private static void propose(SmtpSession session, String path) {
    if (path.isEmpty()) {
      session.refuseRecipient(Reply.of(501, "5.1.3", "A recipient is required"), true);
      return;
    }
    try {
      session.propose(EmailAddress.parse(complete(path, session)));
    } catch (IllegalArgumentException e) {
      session.refuseRecipient(Reply.of(501, "5.1.3", e.getMessage()), true);
    }
  }

  /** RFC 5321 4.5.1: postmaster is the one mailbox that needs no domain. */
  private static String complete(String path, SmtpSession session) {
    return path.equalsIgnoreCase("postmaster") ? path + "@" + session.settings().hostname() : path;
  }
}
