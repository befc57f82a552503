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

import java.time.Duration;
import java.util.Optional;
import org.waypost.api.listener.ListenerLimits;
import org.waypost.api.mail.Reply;

/** Counts what a session does, and says when it has gone too far and has to end. */
final class SessionGuard {

  private static final int MOST_DOUBLINGS = 4;

  private final ListenerLimits.Session limits;
  private long commands;
  private int errors;
  private int junk;
  private long refusedRecipients;
  private int transactions;
  private int authFailures;

  SessionGuard(ListenerLimits.Session limits) {
    this.limits = limits;
  }

  /** A command has come. */
  void command() {
    commands++;
  }

  /** A breach of the protocol. */
  void error() {
    errors++;
  }

  /** A command that moves nothing. */
  void junk() {
    junk++;
  }

  /** Whether another command is one too many. */
  boolean isAtLastCommand() {
    return commands >= limits.commands();
  }

  /** A recipient was refused. */
  void recipientRefused() {
    refusedRecipients++;
  }

  /** A transaction has begun. */
  void transaction() {
    transactions++;
  }

  /** Whether another transaction may begin. */
  boolean mayBeginTransaction() {
    return transactions < limits.messages();
  }

  /** A message was accepted: the client has not come for nothing. */
  void message() {
    junk = 0;
  }

  /**
   * A sign-in has failed.
   *
   * @return how long to keep the client waiting: 1 second, and twice as long every time
   */
  Duration authFailure() {
    authFailures++;
    return Duration.ofSeconds(1L << Math.min(authFailures - 1, MOST_DOUBLINGS));
  }

  /** The farewell, if the session has gone too far. */
  Optional<Reply> farewell() {
    if (commands > limits.commands()) {
      return Optional.of(Replies.TOO_MANY_COMMANDS);
    }
    if (errors > limits.errors()) {
      return Optional.of(Replies.TOO_MANY_ERRORS);
    }
    if (junk > limits.junk()) {
      return Optional.of(Replies.TOO_MUCH_JUNK);
    }
    if (refusedRecipients > limits.refusedRecipients()) {
      return Optional.of(Replies.TOO_MANY_REFUSED);
    }
    if (authFailures > limits.authFailures()) {
      return Optional.of(Replies.TOO_MANY_SIGN_INS);
    }
    return Optional.empty();
  }
}
