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
package org.waypost.api.smtp;

import java.util.List;
import java.util.Objects;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.MailOptions;
import org.waypost.api.mail.Recipient;

/**
 * The envelope of a mail transaction (RFC 5321 2.3.1).
 *
 * @param session where it comes from
 * @param sender the reverse-path; may be the null sender
 * @param recipients the forward-paths, in the order given
 * @param options what the sender asked for the message
 * @param declaredSize what SIZE declared (RFC 1870), in octets; 0 when it was not
 */
public record Envelope(
    SessionInfo session,
    EmailAddress sender,
    List<Recipient> recipients,
    MailOptions options,
    long declaredSize) {

  /** Copies the recipients. */
  public Envelope {
    Objects.requireNonNull(session, "An envelope has a session");
    Objects.requireNonNull(sender, "An envelope has a sender, if the null sender");
    Objects.requireNonNull(options, "An envelope has options, if none");
    recipients = List.copyOf(recipients);
  }
}
