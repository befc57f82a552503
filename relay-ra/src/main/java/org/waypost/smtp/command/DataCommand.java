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
import org.waypost.api.mail.MailOptions.BodyType;
import org.waypost.api.mail.Reply;
import org.waypost.api.smtp.ListenerRole;
import org.waypost.smtp.session.MailTransaction;
import org.waypost.smtp.session.SmtpCommand;
import org.waypost.smtp.session.SmtpSession;

/** DATA (RFC 5321 4.1.1.4). */
final class DataCommand implements SmtpCommand {

  private static final Reply TOO_EARLY =
      Reply.of(503, "5.5.0", "Data was sent before it was asked for; closing the connection");

  /** RFC 2920 3.1: the client may have sent DATA before it knew that no recipient is accepted. */
  static Reply noRecipients(SmtpSession session) {
    // RFC 2033 4.2 has a code of its own.
    int code = session.settings().role() == ListenerRole.LMTP ? 503 : 554;
    return Reply.of(code, "5.5.1", "No valid recipients");
  }

  @Override
  public String verb() {
    return "DATA";
  }

  @Override
  public void run(SmtpSession session, String argument) {
    Optional<MailTransaction> transaction = session.transaction();
    if (!argument.isEmpty()) {
      session.error(Reply.of(501, "5.5.4", "DATA takes no argument"));
    } else if (transaction.isEmpty()) {
      session.error(Reply.of(503, "5.5.1", "Say MAIL first"));
    } else if (transaction.get().isChunked()) {
      session.error(Reply.of(503, "5.5.1", "Chunks were sent: go on with BDAT, or say RSET"));
    } else if (transaction.get().options().body() == BodyType.BINARYMIME) {
      // RFC 3030 3
      session.error(Reply.of(503, "5.5.1", "BINARYMIME is sent with BDAT"));
    } else if (transaction.get().recipientCount() == 0) {
      session.reply(noRecipients(session));
    } else if (session.hasMoreInput()) {
      // RFC 2920 3.1: a client has to wait for the 354. One that does not sends commands as data or
      // data as commands, and which of the two somebody made it do cannot be told.
      session.end(TOO_EARLY);
    } else {
      session.intake().receiveData();
    }
  }
}
