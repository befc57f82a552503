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

/** An SMTP command. One instance serves all sessions, on their event loops, and keeps no state. */
public interface SmtpCommand {

  /** The verb in upper case. */
  String verb();

  /**
   * Obeys the command: replies, or starts a call whose answer replies.
   *
   * @param argument what follows the verb; may be empty
   */
  void run(SmtpSession session, String argument);

  /** Whether the command is known in the session. */
  default boolean isOffered(SmtpSession session) {
    return true;
  }

  /**
   * Whether the command may join a group of recipients that is being collected; any other command
   * waits until the group is decided.
   */
  default boolean joinsRecipients() {
    return false;
  }

  /** Whether the command is obeyed before TLS where TLS is required (RFC 3207 4). */
  default boolean needsNoTls() {
    return false;
  }

  /** Whether the command moves nothing, so that many of it without a message are abuse. */
  default boolean isJunk() {
    return false;
  }
}
