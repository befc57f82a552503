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

/** EXPN (RFC 5321 3.5.1), which is known but not offered (7.3). */
final class ExpnCommand implements SmtpCommand {

  @Override
  public String verb() {
    return "EXPN";
  }

  @Override
  public boolean isJunk() {
    return true;
  }

  @Override
  public void run(SmtpSession session, String argument) {
    session.error(Reply.of(502, "5.5.1", "Not offered here"));
  }
}
