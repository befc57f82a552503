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

/**
 * Before the greeting a client has nothing to say (RFC 5321 3.1): one that speaks all the same is a
 * program that does not read replies, and is refused.
 */
final class GreetingInput implements Input {

  private final SmtpSession session;

  GreetingInput(SmtpSession session) {
    this.session = session;
  }

  @Override
  public boolean consume(ByteBuf in) {
    if (!session.endIfClosing() && in.isReadable()) {
      session.refuseEarlyTalker();
    }
    return false;
  }

  @Override
  public Duration timeout() {
    return session.settings().limits().time().greetingDelay().plus(Duration.ofMinutes(1));
  }

  @Override
  public OpenSession.State state(MailTransaction transaction) {
    return OpenSession.State.CONNECTED;
  }

  @Override
  public void abandon() {}
}
