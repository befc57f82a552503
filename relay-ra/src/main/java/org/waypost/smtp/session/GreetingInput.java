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

import io.netty.buffer.ByteBuf;
import java.time.Duration;
import org.waypost.api.mail.Reply;
import org.waypost.api.smtp.ListenerRole;

/**
 * Before the greeting a client has nothing to say (RFC 5321 3.1): one that speaks all the same is a
 * program that does not read replies, and is refused.
 */
final class GreetingInput implements Input {

  private final SmtpSession session;
  private final ListenerContext listener;

  GreetingInput(SmtpSession session, ListenerContext listener) {
    this.session = session;
    this.listener = listener;
  }

  /** Greets the client, at once or after a delay, in which it must not speak. */
  void begin() {
    Duration delay = delay();
    if (session.endIfClosing()) {
      return;
    }
    if (delay.isZero() || session.client().isTrusted()) {
      greet();
    } else {
      var unused =
          session.after(
              delay,
              () -> {
                greet();
                session.proceed();
              });
    }
  }

  private void greet() {
    if (!session.isEnded()) {
      session.takeCommands();
      session.activity().greeted();
      String protocol = session.settings().role() == ListenerRole.LMTP ? " LMTP" : " ESMTP";
      session.reply(Reply.of(220, session.settings().hostname() + protocol + " Waypost"));
    }
  }

  private Duration delay() {
    return session.settings().limits().time().greetingDelay();
  }

  @Override
  public boolean consume(ByteBuf in) {
    if (!session.endIfClosing() && in.isReadable()) {
      listener.counters().earlyTalker();
      session.end(Replies.EARLY_TALKER);
    }
    return false;
  }

  @Override
  public Duration timeout() {
    return delay().plus(Duration.ofMinutes(1));
  }

  @Override
  public OpenSession.State state(MailTransaction transaction) {
    return OpenSession.State.CONNECTED;
  }

  @Override
  public void abandon() {}
}
