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
package org.waypost.bounce;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.MessageId;
import org.waypost.api.mail.Reply;

/**
 * What a sender is told about a message: of failure, delay or success.
 *
 * @param id of the message that it is about
 * @param sender whom to tell; never the null sender
 * @param arrivedAt when Waypost took responsibility
 * @param hostname of the reporting relay
 * @param recipients 1 or more
 * @param original what is returned of the message
 * @param smtpUtf8 whether the message was sent with SMTPUTF8
 * @param language of the text for people, as ISO 639 has it; English where there are no words in it
 * @param aboutNotification whether the message is a notification, and its sender the postmaster
 * @param envelopeId what its sender calls the transaction (RFC 3461 4.4); null when it did not say
 */
public record StatusReport(
    MessageId id,
    EmailAddress sender,
    Instant arrivedAt,
    String hostname,
    List<Recipient> recipients,
    Original original,
    boolean smtpUtf8,
    String envelopeId,
    String language,
    boolean aboutNotification) {

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException when the sender is the null sender, to whom nothing is ever
   *     reported (RFC 5321 6.1), or there is no recipient
   */
  public StatusReport {
    Objects.requireNonNull(id, "A report is about a message");
    Objects.requireNonNull(arrivedAt, "A message arrived at some time");
    Objects.requireNonNull(hostname, "A report names the reporting relay");
    Objects.requireNonNull(language, "A report speaks a language");
    Objects.requireNonNull(original, "Something of the message is returned");
    if (sender.isNullSender()) {
      throw new IllegalArgumentException("Nothing is reported to the null sender");
    }
    recipients = List.copyOf(recipients);
    if (recipients.isEmpty()) {
      throw new IllegalArgumentException("A report names recipients");
    }
  }

  /** In English, about a message that is no notification. */
  public StatusReport(
      MessageId id,
      EmailAddress sender,
      Instant arrivedAt,
      String hostname,
      List<Recipient> recipients,
      Original original,
      boolean smtpUtf8,
      String envelopeId) {
    this(
        id,
        sender,
        arrivedAt,
        hostname,
        recipients,
        original,
        smtpUtf8,
        envelopeId,
        Texts.STANDARD,
        false);
  }

  Texts texts() {
    return Texts.in(language);
  }

  /** Whether the notification has characters beyond ASCII (RFC 6533). */
  boolean isInternational() {
    return smtpUtf8
        || sender.needsSmtpUtf8()
        || recipients.stream().anyMatch(each -> each.address().needsSmtpUtf8());
  }

  /** Whether this happened to all recipients. */
  boolean isOnly(Action action) {
    return recipients.stream().allMatch(each -> each.action() == action);
  }

  /** Whether the message did not reach one of them, and never will. */
  boolean hasFailure() {
    return recipients.stream()
        .anyMatch(each -> each.action() == Action.FAILED || each.action() == Action.EXPIRED);
  }

  /**
   * What is returned of the message.
   *
   * @param octets the message, or its header, of which what is beyond 64 KiB is left out
   * @param whole whether it is all of the message, in lines that end in CRLF
   */
  // Octets, neither changed nor compared.
  @SuppressWarnings("ArrayRecordComponent")
  public record Original(byte[] octets, boolean whole) {}

  /** What happened. */
  public enum Action {
    /** Refused for good. */
    FAILED("failed"),
    /** Not delivered within its time. */
    EXPIRED("failed"),
    /** Not delivered yet; tried again. */
    DELAYED("delayed"),
    /** Handed to a system that does not send notifications (RFC 3461 5.2.2). */
    RELAYED("relayed"),
    /** Delivered. */
    DELIVERED("delivered");

    private final String word;

    Action(String word) {
      this.word = word;
    }

    /** The value of the field Action (RFC 3464 2.3.3). */
    public String word() {
      return word;
    }
  }

  /**
   * One recipient.
   *
   * @param address the forward-path
   * @param original the value of ORCPT: {@code rfc822;bob@example.org}; null when it was not given
   * @param action what happened
   * @param reply the last reply, or what stood in the way
   * @param peer {@code mx1.example.net[192.0.2.1]:25}; null when none was reached
   * @param lastAttemptAt when it was tried last; null when it never was
   * @param retryUntil when it is given up; for DELAYED, else null
   */
  public record Recipient(
      EmailAddress address,
      String original,
      Action action,
      Reply reply,
      String peer,
      Instant lastAttemptAt,
      Instant retryUntil) {

    /** Checks what is always there. */
    public Recipient {
      Objects.requireNonNull(address, "address");
      Objects.requireNonNull(action, "action");
      Objects.requireNonNull(reply, "reply");
    }
  }
}
