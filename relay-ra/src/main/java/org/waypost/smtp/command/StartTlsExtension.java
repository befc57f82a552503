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
import java.util.Optional;
import org.waypost.api.listener.ListenerDefinition.TlsMode;
import org.waypost.api.mail.Reply;
import org.waypost.smtp.session.SmtpCommand;
import org.waypost.smtp.session.SmtpExtension;
import org.waypost.smtp.session.SmtpSession;

/**
 * STARTTLS (RFC 3207).
 *
 * <p>Whatever the client has sent behind the command and before the handshake is forgotten unread:
 * somebody on the way may have put it there, to have it obeyed as if it had come under TLS.
 */
final class StartTlsExtension implements SmtpExtension, SmtpCommand {

  private static final Reply READY = Reply.of(220, "2.0.0", "Ready to start TLS");
  // RFC 3207 4
  private static final Reply UNAVAILABLE = Reply.of(454, "4.7.0", "TLS is not available right now");

  @Override
  public Optional<String> keyword(SmtpSession session) {
    return isConfigured(session) && !session.client().isSecure() && session.canSecure()
        ? Optional.of("STARTTLS")
        : Optional.empty();
  }

  @Override
  public List<SmtpCommand> commands() {
    return List.of(this);
  }

  @Override
  public String verb() {
    return "STARTTLS";
  }

  @Override
  public boolean needsNoTls() {
    return true;
  }

  @Override
  public void run(SmtpSession session, String argument) {
    if (!argument.isEmpty()) {
      session.error(Reply.of(501, "5.5.4", "STARTTLS takes no argument"));
    } else if (session.client().isSecure()) {
      session.error(Reply.of(503, "5.5.1", "TLS is active already"));
    } else if (!isConfigured(session)) {
      session.error(Reply.of(502, "5.5.1", "STARTTLS is not offered here"));
    } else if (session.client().user() != null) {
      session.error(Reply.of(503, "5.5.1", "Too late for TLS: you have signed in"));
    } else if (session.transaction().isPresent()) {
      session.error(Reply.of(503, "5.5.1", "A transaction is under way"));
    } else if (!session.canSecure()) {
      session.reply(UNAVAILABLE);
    } else {
      session.reply(READY);
      session.startTls();
    }
  }

  private static boolean isConfigured(SmtpSession session) {
    TlsMode mode = session.settings().definition().tls();
    return mode == TlsMode.STARTTLS || mode == TlsMode.STARTTLS_REQUIRED;
  }
}
