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
import java.util.Optional;
import java.util.function.Consumer;
import org.waypost.api.mail.Reply;
import org.waypost.smtp.wire.CommandLine;
import org.waypost.smtp.wire.CommandLineReader;

/**
 * Obeys command lines in order, and makes one group of the RCPT commands that have arrived
 * together: it ends with the input, with any other command, or when it could fill the transaction
 * up.
 */
final class CommandInput implements Input {

  private final CommandLineReader reader;
  private final SmtpSession session;
  private CommandLine held;
  private Consumer<CommandLine> answer;

  CommandInput(SmtpSession session) {
    this.session = session;
    this.reader = new CommandLineReader(session.settings().limits().size().commandLine());
  }

  @Override
  public boolean consume(ByteBuf in) {
    if (session.endIfClosing()) {
      return false;
    }
    if (answer != null) {
      return takeAnswer(in);
    }
    CommandLine line = held != null ? held : reader.next(in);
    held = null;
    if (line != null && session.recipients().mayObeyNow(line)) {
      session.obey(line);
      return true;
    }
    held = line;
    return session.recipients().decide();
  }

  /** Takes the next line for an answer. */
  void expect(Consumer<CommandLine> taker) {
    answer = taker;
  }

  private boolean takeAnswer(ByteBuf in) {
    CommandLine line = reader.next(in, CommandLineReader.AUTH_LENGTH);
    if (line == null) {
      return false;
    }
    Consumer<CommandLine> taker = answer;
    answer = null;
    taker.accept(line);
    return true;
  }

  @Override
  public Duration timeout() {
    return session.settings().limits().time().command();
  }

  /** A command has to come as a whole within its time: octets alone are no sign of life. */
  @Override
  public Optional<Reply> overdue(Activity activity) {
    boolean late =
        activity.idleFor(timeout())
            || (!session.hasBeenIntroduced()
                && activity.greetedFor(session.settings().limits().time().greet()));
    return late ? Optional.of(Replies.IDLE) : Optional.empty();
  }

  @Override
  public OpenSession.State state(MailTransaction transaction) {
    if (transaction == null) {
      return session.isGreeted() ? OpenSession.State.GREETED : OpenSession.State.CONNECTED;
    }
    return transaction.recipientCount() == 0 ? OpenSession.State.MAIL : OpenSession.State.RCPT;
  }

  @Override
  public void abandon() {
    held = null;
    answer = null;
  }
}
