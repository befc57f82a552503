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
package org.waypost.smtpclient;

import java.time.Duration;

/** How far a session has come, which decides how long the peer may take (RFC 5321 4.5.3.2). */
enum Stage {
  GREETING("waiting for the greeting"),
  EHLO("waiting for the reply to EHLO"),
  STARTTLS("starting TLS"),
  AUTH("signing in"),
  RESET("waiting for the reply to RSET"),
  /** RSET on a connection that rested: whether it is dead, should not take long to find out. */
  PROBE("asking whether the session goes on"),
  MAIL("waiting for the reply to MAIL"),
  RCPT("waiting for the reply to RCPT"),
  DATA("waiting for the reply to DATA"),
  BODY("sending the message"),
  FINAL_DOT("waiting for the reply to the end of the message");

  private static final Duration PROBE_LIMIT = Duration.ofSeconds(10);

  private final String words;

  Stage(String words) {
    this.words = words;
  }

  Duration timeout(Timeouts timeouts) {
    return switch (this) {
      case GREETING -> timeouts.greeting();
      case EHLO, STARTTLS, AUTH, RESET, MAIL, RCPT -> timeouts.command();
      case PROBE ->
          timeouts.command().compareTo(PROBE_LIMIT) < 0 ? timeouts.command() : PROBE_LIMIT;
      case DATA -> timeouts.data();
      case BODY -> timeouts.block();
      case FINAL_DOT -> timeouts.finalDot();
    };
  }

  /** Completes "timed out while". */
  @Override
  public String toString() {
    return words;
  }
}
