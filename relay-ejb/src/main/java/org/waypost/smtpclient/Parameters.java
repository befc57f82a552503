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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.waypost.api.mail.DeliverBy;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.MailOptions;
import org.waypost.api.mail.Recipient;
import org.waypost.queue.RecipientsText;
import org.waypost.queue.Xtext;

/** The parameters of MAIL and RCPT, each with a space before it: only what the peer offers. */
final class Parameters {

  private final SmtpConnection connection;
  private final OutboundMail mail;
  private final MailOptions options;
  private final boolean dsn;

  Parameters(SmtpConnection connection, OutboundMail mail) {
    this.connection = connection;
    this.mail = mail;
    this.options = mail.options();
    this.dsn = connection.offers("DSN");
  }

  /** What the peer sees to when it takes the message. */
  Promises promises() {
    return new Promises(dsn, connection.offers("DELIVERBY"));
  }

  /** The parameters of MAIL. */
  String ofMail(boolean smtpUtf8) {
    StringBuilder parameters = new StringBuilder();
    if (connection.offers("SIZE")) {
      parameters.append(" SIZE=").append(mail.content().size());
    }
    if (mail.isBinary()) {
      parameters.append(" BODY=BINARYMIME");
    } else if (mail.content().hasEightBit() && connection.offers("8BITMIME")) {
      parameters.append(" BODY=8BITMIME");
    }
    if (smtpUtf8) {
      parameters.append(" SMTPUTF8");
    }
    if (dsn && options.ret() != null) {
      parameters.append(" RET=").append(options.ret());
    }
    if (dsn && options.envelopeId() != null) {
      parameters.append(" ENVID=").append(Xtext.of(options.envelopeId()));
    }
    if (options.requireTls()) {
      parameters.append(" REQUIRETLS");
    }
    if (options.deliverBy() != null && connection.offers("DELIVERBY")) {
      parameters.append(deliverBy(options.deliverBy(), Instant.now()));
    }
    if (options.priority() != 0 && connection.offers("MT-PRIORITY")) {
      parameters.append(" MT-PRIORITY=").append(options.priority());
    }
    return parameters.toString();
  }

  /** The time that is left (RFC 2852 4): rounded down, so that nobody gets more than was given. */
  private static String deliverBy(DeliverBy by, Instant now) {
    return " BY="
        + Duration.between(now, by.deadline()).toSeconds()
        + (by.mode() == DeliverBy.Mode.RETURN ? ";R" : ";N")
        + (by.trace() ? "T" : "");
  }

  /**
   * The parameters of RCPT (RFC 3461 5.2.1). Where NOTIFY was given without ORCPT, the address is
   * added as ORCPT, so that a hop that rewrites it can still tell whom the notification is about.
   */
  String ofRecipient(Recipient recipient) {
    if (!dsn || !recipient.hasOptions()) {
      return "";
    }
    StringBuilder parameters = new StringBuilder();
    if (!recipient.notifyOn().isEmpty()) {
      parameters.append(" NOTIFY=").append(RecipientsText.notify(recipient.notifyOn()));
    }
    String original = recipient.originalRecipient();
    if (original != null) {
      // The type is an atom, and the semicolon stands for itself.
      parameters.append(" ORCPT=").append(Xtext.of(original));
    } else if (isAscii(recipient.address())) {
      parameters.append(" ORCPT=rfc822;").append(Xtext.of(recipient.address().toString()));
    }
    return parameters.toString();
  }

  private static boolean isAscii(EmailAddress address) {
    return StandardCharsets.US_ASCII.newEncoder().canEncode(address.toString());
  }
}
