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
import org.waypost.api.mail.Reply;

/** What a session currently takes its input for: commands, or message data. */
interface Input {

  /**
   * Takes one step through the input.
   *
   * @return false when nothing more can be done before more input arrives
   */
  boolean consume(ByteBuf in);

  /** How long the client may be silent. */
  Duration timeout();

  /** The farewell, if the client takes too long; asked every second. */
  default Optional<Reply> overdue(Activity activity) {
    return activity.silentFor(timeout()) ? Optional.of(Replies.IDLE) : Optional.empty();
  }

  /** What the session is doing, as it is seen from outside. */
  default OpenSession.State state(MailTransaction transaction) {
    return OpenSession.State.DATA;
  }

  /** The client is gone: gives up what is held. */
  void abandon();
}
