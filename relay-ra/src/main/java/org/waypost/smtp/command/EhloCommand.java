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
import org.waypost.api.mail.Reply;
import org.waypost.api.smtp.ListenerRole;
import org.waypost.smtp.session.SmtpCommand;
import org.waypost.smtp.session.SmtpSession;

/** EHLO (RFC 5321 4.1.1.1). */
final class EhloCommand implements SmtpCommand {

  @Override
  public String verb() {
    return "EHLO";
  }

  @Override
  public boolean isOffered(SmtpSession session) {
    // RFC 2033 4.1
    return session.settings().role() != ListenerRole.LMTP;
  }

  @Override
  public boolean isJunk() {
    return true;
  }

  @Override
  public boolean needsNoTls() {
    return true;
  }

  @Override
  public void run(SmtpSession session, String argument) {
    if (ClientName.isAcceptable(argument)) {
      greet(session, argument);
    } else {
      session.error(ClientName.REFUSED);
    }
  }

  /** Takes the client's name, and says what is offered. */
  static void greet(SmtpSession session, String name) {
    session.greetedBy(name, true);
    StringBuilder lines = new StringBuilder(session.settings().hostname());
    List<String> keywords = session.dialect().keywords(session);
    keywords.forEach(keyword -> lines.append('\n').append(keyword));
    session.reply(Reply.of(250, lines.toString()));
  }
}
