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

import java.util.Optional;
import org.waypost.api.listener.ListenerLimits;
import org.waypost.api.mail.Reply;

/** Counts what a session does wrong, and says when it has to end. */
final class SessionGuard {

  private final ListenerLimits.Session limits;
  private int errors;

  SessionGuard(ListenerLimits.Session limits) {
    this.limits = limits;
  }

  /** A breach of the protocol. */
  void error() {
    errors++;
  }

  /** The farewell, if the session has gone too far. */
  Optional<Reply> farewell() {
    return errors > limits.errors() ? Optional.of(Replies.TOO_MANY_ERRORS) : Optional.empty();
  }
}
