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
package org.waypost.smtp.session;

import java.util.function.Consumer;
import org.waypost.api.listener.ListenerDefinition;
import org.waypost.api.mail.Reply;
import org.waypost.api.smtp.Credentials;
import org.waypost.api.smtp.SignInAnswer;

/** What AUTH may do to a session. */
public final class SignIn {

  private final SmtpSession session;
  private final ListenerContext listener;

  SignIn(SmtpSession session, ListenerContext listener) {
    this.session = session;
    this.listener = listener;
  }

  /** Whether the client has to sign in before it may send mail, and has not. */
  public boolean isMissing() {
    return session.settings().definition().auth() == ListenerDefinition.AuthMode.REQUIRED
        && session.client().user() == null;
  }

  /** Has the application check who the client is; a fault counts as unavailable. */
  public void ask(Credentials credentials, Consumer<SignInAnswer> then) {
    session.ask(
        listener.application().signIn(session.info(), credentials, session::isOpen),
        (answer, fault) -> then.accept(answer == null ? new SignInAnswer.Unavailable() : answer));
  }

  /** The client has signed in. */
  public void succeeded(String user) {
    session.client().signedIn(user);
    listener.counters().signIn(true);
  }

  /** Replies to a sign-in that has failed, but not at once; too many end the session. */
  public void failed(Reply reply) {
    listener.counters().signIn(false);
    session.pause();
    var unused =
        session.after(
            session.guard().authFailure(),
            () ->
                session.answered(
                    reply,
                    null,
                    (told, fault) -> {
                      session.reply(told);
                      session.endIfGoneTooFar();
                    }));
  }
}
