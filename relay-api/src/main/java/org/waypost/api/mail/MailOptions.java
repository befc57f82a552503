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
package org.waypost.api.mail;

import java.time.Instant;
import java.util.Objects;

/**
 * What the sender asked for a whole message: the parameters of MAIL.
 *
 * @param body what BODY declared (RFC 6152, RFC 3030); SEVENBIT without it
 * @param smtpUtf8 whether SMTPUTF8 was given (RFC 6531)
 * @param ret what a notification is to hold of the message (RFC 3461 4.3); null when not given
 * @param envelopeId the value of ENVID, decoded (RFC 3461 4.4); printable ASCII and spaces, at most
 *     {@value #MAX_ENVELOPE_ID} characters; null when not given
 * @param requireTls whether the message may only go over verified TLS (RFC 8689)
 * @param deliverBy time limit on delivery; null for none (RFC 2852)
 * @param holdUntil before which it is not to be delivered; null for none (RFC 4865)
 * @param priority -9 to 9, higher first; 0 when not given (RFC 6710)
 * @param tlsOptional whether the message is rather to arrive than to be kept to what its
 *     destination publishes of TLS: {@code TLS-Required: No} (RFC 8689 5)
 */
public record MailOptions(
    BodyType body,
    boolean smtpUtf8,
    ReturnContent ret,
    String envelopeId,
    boolean requireTls,
    DeliverBy deliverBy,
    Instant holdUntil,
    int priority,
    boolean tlsOptional) {

  /** RFC 3461 4.4 and 5.4. */
  public static final int MAX_ENVELOPE_ID = 100;

  /** Nothing asked. */
  public static final MailOptions NONE =
      new MailOptions(BodyType.SEVENBIT, false, null, null, false, null, null, 0, false);

  /** What a body may hold. */
  public enum BodyType {
    /** Octets 1 to 127, lines of at most 998. */
    SEVENBIT,
    /** All octets but NUL, in lines (RFC 6152). */
    EIGHTBITMIME,
    /** Any octets, no lines (RFC 3030). */
    BINARYMIME
  }

  /** What a notification holds of the message. */
  public enum ReturnContent {
    /** All of it. */
    FULL,
    /** Its header. */
    HDRS
  }

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException when the priority or ENVID is out of its range
   */
  public MailOptions {
    Objects.requireNonNull(body, "body");
    if (priority < -9 || priority > 9) {
      throw new IllegalArgumentException("A priority is -9 to 9, not " + priority);
    }
    if (envelopeId != null) {
      requirePrintable("ENVID", envelopeId, MAX_ENVELOPE_ID);
    }
  }

  static void requirePrintable(String what, String value, int most) {
    if (value.isBlank() || value.length() > most) {
      throw new IllegalArgumentException(what + " has 1 to " + most + " characters");
    }
    // Spaces are allowed, as a quoted local part may hold one.
    if (!value.chars().allMatch(c -> c >= ' ' && c < 0x7F)) {
      throw new IllegalArgumentException(what + " is printable ASCII");
    }
  }

  /** The same with another body type. */
  public MailOptions withBody(BodyType value) {
    return new MailOptions(
        value, smtpUtf8, ret, envelopeId, requireTls, deliverBy, holdUntil, priority, tlsOptional);
  }

  /** The same with SMTPUTF8. */
  public MailOptions withSmtpUtf8() {
    return new MailOptions(
        body, true, ret, envelopeId, requireTls, deliverBy, holdUntil, priority, tlsOptional);
  }

  /** The same with RET. */
  public MailOptions withRet(ReturnContent value) {
    return new MailOptions(
        body, smtpUtf8, value, envelopeId, requireTls, deliverBy, holdUntil, priority, tlsOptional);
  }

  /** The same with ENVID. */
  public MailOptions withEnvelopeId(String value) {
    return new MailOptions(
        body, smtpUtf8, ret, value, requireTls, deliverBy, holdUntil, priority, tlsOptional);
  }

  /** The same with REQUIRETLS. */
  public MailOptions withRequireTls() {
    return new MailOptions(
        body, smtpUtf8, ret, envelopeId, true, deliverBy, holdUntil, priority, tlsOptional);
  }

  /** The same with a time limit. */
  public MailOptions withDeliverBy(DeliverBy value) {
    return new MailOptions(
        body, smtpUtf8, ret, envelopeId, requireTls, value, holdUntil, priority, tlsOptional);
  }

  /** The same, held until then. */
  public MailOptions withHoldUntil(Instant value) {
    return new MailOptions(
        body, smtpUtf8, ret, envelopeId, requireTls, deliverBy, value, priority, tlsOptional);
  }

  /** The same with another priority. */
  public MailOptions withPriority(int value) {
    return new MailOptions(
        body, smtpUtf8, ret, envelopeId, requireTls, deliverBy, holdUntil, value, tlsOptional);
  }

  /** The same, rather to arrive than to be kept to published policies (RFC 8689 5). */
  public MailOptions withTlsOptional() {
    return new MailOptions(
        body, smtpUtf8, ret, envelopeId, requireTls, deliverBy, holdUntil, priority, true);
  }
}
