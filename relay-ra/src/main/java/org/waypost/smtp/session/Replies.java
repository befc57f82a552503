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

import java.util.Locale;
import org.waypost.api.listener.ListenerLimits;
import org.waypost.api.mail.Reply;

/** Replies of the session itself, whatever the command. */
public final class Replies {

  /** A fault of the application. */
  public static final Reply FAULT = Reply.of(451, "4.3.0", "Something went wrong here, try again");

  /** The application does not keep up. */
  public static final Reply BUSY = Reply.of(451, "4.3.2", "Too busy, try again later");

  static final Reply TLS_FIRST = Reply.of(530, "5.7.0", "Say STARTTLS first");
  static final Reply CLOSING = Reply.of(421, "4.3.2", "Service is closing, try again later");
  static final Reply DISMISSED = Reply.of(421, "4.3.2", "Session ended by the administrator");
  static final Reply TOO_MANY = Reply.of(421, "4.3.2", "Too many connections, try again later");
  static final Reply IDLE = Reply.of(421, "4.4.2", "Idle for too long");
  static final Reply DATA_TOO_SLOW = Reply.of(421, "4.4.2", "Message data comes too slowly");
  static final Reply DATA_TOO_LONG = Reply.of(421, "4.4.2", "Message data took too long");
  static final Reply NOT_ALLOWED = Reply.of(554, "5.7.1", "No service for your network");
  static final Reply EARLY_TALKER = Reply.of(554, "5.5.1", "Wait for the greeting");
  static final Reply TOO_MANY_ERRORS = Reply.of(421, "4.7.0", "Too many errors");
  static final Reply TOO_MANY_COMMANDS = Reply.of(421, "4.7.0", "Too many commands");
  static final Reply TOO_MUCH_JUNK = Reply.of(421, "4.7.0", "Too many commands without a message");
  static final Reply TOO_MANY_REFUSED = Reply.of(421, "4.7.0", "Too many recipients were refused");
  static final Reply TOO_MANY_SIGN_INS = Reply.of(421, "4.7.0", "Too many sign-ins have failed");
  static final Reply TOO_MANY_MESSAGES =
      Reply.of(421, "4.7.0", "Too many messages in one session, connect again");
  static final Reply BROKEN = Reply.of(421, "4.3.0", "Something went wrong here, try again");
  static final Reply NO_STORAGE = Reply.of(452, "4.3.1", "No storage for this message right now");
  static final Reply NO_MEMORY = Reply.of(452, "4.3.1", "No memory for this message right now");
  static final Reply TOO_LARGE = Reply.of(552, "5.3.4", "Message is larger than the limit");
  static final Reply DATA_UNASKED =
      Reply.of(503, "5.5.0", "Data was sent that was not asked for; closing the connection");
  static final Reply UNKNOWN = Reply.of(500, "5.5.1", "Command not known");
  static final Reply START_DATA = Reply.of(354, "End with <CRLF>.<CRLF>");

  private Replies() {}

  /** What somebody is told who is over a rate. */
  static Reply over(ListenerLimits.Rate rate) {
    String unit = rate.unit() == ListenerLimits.Rate.Unit.BYTES ? "octets" : rate.unit().name();
    String whose =
        switch (rate.of()) {
          case ADDRESS -> "your address";
          case USER -> "this user";
          case SENDER_DOMAIN -> "this sender domain";
        };
    return Reply.of(
        450,
        "4.7.1",
        "Too many " + unit.toLowerCase(Locale.ROOT) + " of " + whose + " for now, try later");
  }
}
