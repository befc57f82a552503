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

import java.util.Optional;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.Reply;

/**
 * What a message needs of a peer, held against what the peer offers: SIZE (RFC 1870), 8BITMIME (RFC
 * 6152), SMTPUTF8 (RFC 6531).
 */
final class Extensions {

  private final SmtpConnection connection;
  private final OutboundMail mail;
  private final boolean unannouncedEightBit;

  Extensions(SmtpConnection connection, OutboundMail mail, boolean unannouncedEightBit) {
    this.connection = connection;
    this.mail = mail;
    this.unannouncedEightBit = unannouncedEightBit;
  }

  /** Why the peer cannot take the message for anyone; empty when it can. */
  Optional<Reply> obstacle() {
    long limit = sizeLimit();
    if (limit > 0 && mail.content().size() > limit) {
      return Optional.of(
          Reply.of(
              552,
              "5.3.4",
              "The message has " + mail.content().size() + " octets, the peer takes " + limit));
    }
    if (needsUtf8() && !connection.offers("SMTPUTF8")) {
      return Optional.of(
          Reply.of(553, "5.6.7", "The message needs SMTPUTF8, which the peer does not offer"));
    }
    if (mail.content().hasEightBit() && !connection.offers("8BITMIME") && !unannouncedEightBit) {
      return Optional.of(
          Reply.of(554, "5.6.3", "The message has 8-bit data, and the peer takes only 7-bit"));
    }
    return Optional.empty();
  }

  /** Why the peer cannot take this recipient; empty when it can. */
  Optional<Reply> obstacle(EmailAddress recipient) {
    return recipient.needsSmtpUtf8() && !connection.offers("SMTPUTF8")
        ? Optional.of(
            Reply.of(553, "5.6.7", "The address needs SMTPUTF8, which the peer does not offer"))
        : Optional.empty();
  }

  /** The parameters of MAIL, each with a space before it. */
  String parameters(boolean utf8Recipient) {
    StringBuilder parameters = new StringBuilder();
    if (connection.offers("SIZE")) {
      parameters.append(" SIZE=").append(mail.content().size());
    }
    if (mail.content().hasEightBit() && connection.offers("8BITMIME")) {
      parameters.append(" BODY=8BITMIME");
    }
    if (needsUtf8() || utf8Recipient) {
      parameters.append(" SMTPUTF8");
    }
    return parameters.toString();
  }

  /** A message that is ASCII throughout needs no SMTPUTF8, even if it was submitted with it. */
  private boolean needsUtf8() {
    return mail.sender().needsSmtpUtf8() || (mail.smtpUtf8() && mail.content().hasEightBit());
  }

  private long sizeLimit() {
    if (!connection.offers("SIZE")) {
      return 0;
    }
    String limit = connection.getExtensionParameter("SIZE").strip();
    try {
      return limit.isEmpty() ? 0 : Long.parseLong(limit);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
