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

import org.waypost.api.mail.Reply;
import org.waypost.smtp.session.SmtpCommand;
import org.waypost.smtp.session.SmtpSession;

/** HELP (RFC 5321 4.1.1.8). */
final class HelpCommand implements SmtpCommand {

  @Override
  public String verb() {
    return "HELP";
  }

  @Override
  public boolean isJunk() {
    return true;
  }

  @Override
  public void run(SmtpSession session, String argument) {
    String verbs = String.join(" ", session.dialect().verbs(session));
    session.reply(Reply.of(214, "2.0.0", "Commands: " + verbs));
  }
}
