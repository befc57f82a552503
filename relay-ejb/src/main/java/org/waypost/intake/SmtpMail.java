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
package org.waypost.intake;

import java.util.List;
import org.waypost.api.smtp.Envelope;
import org.waypost.api.smtp.MailContent;
import org.waypost.api.smtp.SessionInfo;
import org.waypost.queue.MailHeader;

/** Mail that came in over SMTP. */
public final class SmtpMail {

  private SmtpMail() {}

  /** The mail of a complete mail transaction. */
  public static IncomingMail incoming(Envelope envelope, MailContent content) {
    SessionInfo session = envelope.session();
    return new IncomingMail(
        envelope.sender(),
        envelope.recipients(),
        content,
        new MailHeader.Origin(
            "SMTP",
            session.remote().getAddress().getHostAddress(),
            plain(session.helo()),
            session.user(),
            session.listener()),
        session.remote().getAddress(),
        session.protocol(),
        session.tls(),
        envelope.options(),
        List.of());
  }

  /** A client may say anything in HELO, and this is stored: PostgreSQL refuses NUL in a text. */
  private static String plain(String helo) {
    return helo.substring(0, Math.min(helo.length(), 255)).replaceAll("[^ -~]", "?");
  }
}
