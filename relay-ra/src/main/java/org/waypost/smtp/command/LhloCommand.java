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
import org.waypost.api.smtp.ListenerRole;
import org.waypost.smtp.session.SmtpCommand;
import org.waypost.smtp.session.SmtpSession;

/** LHLO (RFC 2033 4.1): the EHLO of LMTP. */
final class LhloCommand implements SmtpCommand {

  private static final Reply REFUSED =
      Reply.of(501, "5.5.4", "Say who you are: LHLO your.host.name");

  @Override
  public String verb() {
    return "LHLO";
  }

  @Override
  public boolean isOffered(SmtpSession session) {
    return session.settings().role() == ListenerRole.LMTP;
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
      EhloCommand.greet(session, argument);
    } else {
      session.error(REFUSED);
    }
  }
}
