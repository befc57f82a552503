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

/**
 * The envelope of a mail transaction (RFC 5321 2.3.1).
 *
 * @param session where it comes from
 * @param sender the reverse-path; may be the null sender
 * @param recipients the forward-paths, in the order given
 * @param bodyType what BODY declared (RFC 6152); SEVENBIT without it
 * @param smtpUtf8 whether SMTPUTF8 was given with MAIL (RFC 6531)
 * @param declaredSize what SIZE declared (RFC 1870), in octets; 0 when it was not
 */
public record Envelope(
    SessionInfo session,
    EmailAddress sender,
    List<EmailAddress> recipients,
    BodyType bodyType,
    boolean smtpUtf8,
    long declaredSize) {

  /** What a body may hold. */
  public enum BodyType {
    /** Octets 1 to 127, lines of at most 998. */
    SEVENBIT,
    /** All octets but NUL, in lines (RFC 6152). */
    EIGHTBITMIME,
    /** Any octets, no lines (RFC 3030). */
    BINARYMIME
  }

  /** Copies the recipients. */
  public Envelope {
    Objects.requireNonNull(session, "An envelope has a session");
    Objects.requireNonNull(sender, "An envelope has a sender, if the null sender");
    Objects.requireNonNull(bodyType, "An envelope has a body type");
    recipients = List.copyOf(recipients);
  }
}
