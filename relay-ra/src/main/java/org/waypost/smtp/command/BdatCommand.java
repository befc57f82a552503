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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.waypost.api.mail.Reply;
import org.waypost.smtp.session.MailTransaction;
import org.waypost.smtp.session.SmtpCommand;
import org.waypost.smtp.session.SmtpSession;

/**
 * BDAT (RFC 3030 2). Its octets follow at once, whatever it is answered with, so a refused chunk is
 * read and dropped. If it cannot be told how many follow, the session has to end: they might be
 * taken for commands.
 */
final class BdatCommand implements SmtpCommand {

  private static final Pattern ARGUMENT =
      Pattern.compile("0*([0-9]+)(?: +(LAST))?", Pattern.CASE_INSENSITIVE);
  // What has more is larger than any limit, and would not end.
  private static final int MOST_DIGITS = 18;
  private static final Reply MALFORMED =
      Reply.of(501, "5.5.4", "BDAT is a number of octets and perhaps LAST; closing the connection");
  private static final Reply ENDLESS =
      Reply.of(552, "5.3.4", "Chunk is larger than any message; closing the connection");

  @Override
  public String verb() {
    return "BDAT";
  }

  /** No transaction begins without TLS where it is required, but the octets have to be read. */
  @Override
  public boolean needsNoTls() {
    return true;
  }

  @Override
  public void run(SmtpSession session, String argument) {
    Matcher matcher = ARGUMENT.matcher(argument);
    if (!matcher.matches()) {
      session.end(MALFORMED);
      return;
    }
    if (matcher.group(1).length() > MOST_DIGITS) {
      session.end(ENDLESS);
      return;
    }
    long size = Long.parseLong(matcher.group(1));
    Optional<Reply> outOfPlace = outOfPlace(session);
    if (outOfPlace.isPresent()) {
      session.intake().refuseChunk(outOfPlace.get(), size);
    } else {
      session.intake().receiveChunk(size, matcher.group(2) != null);
    }
  }

  private static Optional<Reply> outOfPlace(SmtpSession session) {
    Optional<MailTransaction> transaction = session.transaction();
    if (transaction.isEmpty()) {
      return Optional.of(Reply.of(503, "5.5.1", "Say MAIL first"));
    }
    if (transaction.get().isSpoiled()) {
      return Optional.of(Reply.of(503, "5.5.1", "A chunk was refused: say RSET first"));
    }
    if (transaction.get().recipientCount() == 0) {
      return Optional.of(DataCommand.noRecipients(session));
    }
    return Optional.empty();
  }
}
