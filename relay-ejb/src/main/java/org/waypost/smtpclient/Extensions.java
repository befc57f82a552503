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
import java.time.Instant;
import java.util.Optional;
import org.waypost.api.mail.DeliverBy;
import org.waypost.api.mail.Recipient;
import org.waypost.api.mail.Reply;

/**
 * What a message needs of a peer, held against what the peer offers: SIZE (RFC 1870), 8BITMIME (RFC
 * 6152), SMTPUTF8 (RFC 6531), REQUIRETLS (RFC 8689), BINARYMIME (RFC 3030), DELIVERBY (RFC 2852).
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

  /**
   * Why this peer is not fit for the message, where another host of the site may be; empty when it
   * is.
   */
  Optional<Reply> unfit() {
    // RFC 8689 4.2.1: offered after TLS, and the connection is verified.
    if (mail.options().requireTls() && !connection.offers("REQUIRETLS")) {
      return Optional.of(
          Reply.of(
              550, "5.7.30", "The message requires REQUIRETLS, which the peer does not offer"));
    }
    // RFC 3030 3: conversion would break signatures.
    if (mail.isBinary() && !(connection.offers("BINARYMIME") && connection.offers("CHUNKING"))) {
      return Optional.of(
          Reply.of(554, "5.6.3", "The message is binary, and the peer takes only text"));
    }
    DeliverBy by = mail.options().deliverBy();
    return by != null && by.mode() == DeliverBy.Mode.RETURN ? notInTime(by) : Optional.empty();
  }

  /** A peer that does not return it at the deadline must not have it (RFC 2852 4). */
  private Optional<Reply> notInTime(DeliverBy by) {
    if (!connection.offers("DELIVERBY")) {
      return Optional.of(
          Reply.of(
              554,
              "5.3.3",
              "The message is to be returned at its deadline, and the peer does not offer"
                  + " DELIVERBY"));
    }
    long left = Duration.between(Instant.now(), by.deadline()).toSeconds();
    long least = Math.max(1, number("DELIVERBY"));
    return left < least
        ? Optional.of(
            Reply.of(554, "5.4.7", left + " s are left for delivery, the peer wants " + least))
        : Optional.empty();
  }

  /** Why the peer cannot take the message for anyone; empty when it can. */
  Optional<Reply> obstacle() {
    long limit = number("SIZE");
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
    if (mail.content().hasEightBit()
        && !mail.isBinary()
        && !connection.offers("8BITMIME")
        && !unannouncedEightBit) {
      return Optional.of(
          Reply.of(554, "5.6.3", "The message has 8-bit data, and the peer takes only 7-bit"));
    }
    return Optional.empty();
  }

  /** Why the peer cannot take this recipient; empty when it can. */
  Optional<Reply> obstacle(Recipient recipient) {
    return recipient.address().needsSmtpUtf8() && !connection.offers("SMTPUTF8")
        ? Optional.of(
            Reply.of(553, "5.6.7", "The address needs SMTPUTF8, which the peer does not offer"))
        : Optional.empty();
  }

  /** A message that is ASCII throughout needs no SMTPUTF8, even if it was submitted with it. */
  boolean needsUtf8() {
    return mail.sender().needsSmtpUtf8()
        || (mail.options().smtpUtf8() && mail.content().hasEightBit());
  }

  /** The number that stands behind an extension, or 0. */
  private long number(String extension) {
    if (!connection.offers(extension)) {
      return 0;
    }
    // RFC 2852 2: further options may stand behind a comma.
    String text = connection.getExtensionParameter(extension).split(",")[0].strip();
    try {
      return text.isEmpty() ? 0 : Long.parseLong(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
