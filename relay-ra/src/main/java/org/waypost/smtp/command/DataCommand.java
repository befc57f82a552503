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
      session.refuseData(Reply.of(501, "5.5.4", "DATA takes no argument"), true);
    } else if (transaction.isEmpty()) {
      session.refuseData(Reply.of(503, "5.5.1", "Say MAIL first"), true);
    } else if (transaction.get().isChunked()) {
      session.refuseData(
          Reply.of(503, "5.5.1", "Chunks were sent: go on with BDAT, or say RSET"), true);
    } else if (transaction.get().options().body() == BodyType.BINARYMIME) {
      // RFC 3030 3
      session.refuseData(Reply.of(503, "5.5.1", "BINARYMIME is sent with BDAT"), true);
    } else if (transaction.get().recipientCount() == 0) {
      session.refuseData(noRecipients(session), false);
    } else {
      session.intake().receiveData();
    }
  }
}
