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
package org.waypost.smtp.auth;

import java.util.List;
import java.util.Optional;
import org.waypost.api.mail.Reply;
import org.waypost.smtp.session.SmtpCommand;
import org.waypost.smtp.session.SmtpSession;

/** AUTH (RFC 4954 4). */
final class AuthCommand implements SmtpCommand {

  private static final Reply SYNTAX = Reply.of(501, "5.5.4", "AUTH mechanism [initial-response]");
  private static final Reply UNKNOWN = Reply.of(504, "5.5.4", "Mechanism not known");
  private static final Reply IMPOSSIBLE =
      Reply.of(504, "5.5.4", "Mechanism not possible in this session");
  // RFC 4954 6
  private static final Reply NEEDS_TLS = Reply.of(538, "5.7.11", "Mechanism needs TLS");

  private final AuthExtension extension;

  AuthCommand(AuthExtension extension) {
    this.extension = extension;
  }

  @Override
  public String verb() {
    return "AUTH";
  }

  @Override
  public void run(SmtpSession session, String argument) {
    List<Mechanism> offered = extension.configured(session);
    if (offered.isEmpty()) {
      session.error(Reply.of(502, "5.5.1", "AUTH is not offered here"));
    } else if (!session.client().isExtended()) {
      session.error(Reply.of(503, "5.5.1", "Say EHLO first"));
    } else if (session.client().user() != null) {
      session.error(Reply.of(503, "5.5.1", "You have signed in already"));
    } else if (session.transaction().isPresent()) {
      session.error(Reply.of(503, "5.5.1", "A transaction is under way"));
    } else {
      begin(session, offered, argument.split(" ", -1));
    }
  }

  private static void begin(SmtpSession session, List<Mechanism> offered, String... words) {
    if (words[0].isEmpty() || words.length > 2) {
      session.error(SYNTAX);
      return;
    }
    Optional<Mechanism> wanted =
        offered.stream().filter(m -> m.name().equalsIgnoreCase(words[0])).findFirst();
    if (wanted.isEmpty()) {
      session.error(UNKNOWN);
    } else if (!wanted.get().isPossible(session.client())) {
      boolean tlsHelps = wanted.get().needsTls() && !session.client().isSecure();
      session.error(tlsHelps ? NEEDS_TLS : IMPOSSIBLE);
    } else {
      new AuthDialogue(session).begin(wanted.get(), words.length == 2 ? words[1] : null);
    }
  }
}
