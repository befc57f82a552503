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
package org.waypost.queue;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.MailOptions;
import org.waypost.api.mail.MessageId;
import org.waypost.api.mail.Metadata;

/**
 * Everything about an accepted message but its octets and its destination groups: what the trace
 * shows, and what delivery needs.
 *
 * @param id of the message
 * @param acceptedAt when Waypost took responsibility
 * @param sender the reverse-path
 * @param origin how it came in
 * @param subject decoded, at most 200 characters; empty without one
 * @param headerMessageId the Message-ID field, at most 400 characters; null without one
 * @param tags given at submission
 * @param metadata noted at submission
 * @param recipientCount of the whole message
 * @param size octets, trace header included
 * @param eightBit whether the message has octets above 127
 * @param options what the sender asked for it; with SMTPUTF8 when the next hop must offer that
 */
public record MailHeader(
    MessageId id,
    Instant acceptedAt,
    EmailAddress sender,
    Origin origin,
    String subject,
    String headerMessageId,
    List<String> tags,
    Metadata metadata,
    int recipientCount,
    long size,
    boolean eightBit,
    MailOptions options) {

  /** Checks that nothing is missing. */
  public MailHeader {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(acceptedAt, "acceptedAt");
    Objects.requireNonNull(sender, "sender");
    Objects.requireNonNull(origin, "origin");
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(options, "options");
    Objects.requireNonNull(metadata, "metadata");
    tags = List.copyOf(tags);
  }

  /** A message on which nothing was noted. */
  public MailHeader(
      MessageId id,
      Instant acceptedAt,
      EmailAddress sender,
      Origin origin,
      String subject,
      String headerMessageId,
      List<String> tags,
      int recipientCount,
      long size,
      boolean eightBit,
      MailOptions options) {
    this(
        id,
        acceptedAt,
        sender,
        origin,
        subject,
        headerMessageId,
        tags,
        Metadata.NONE,
        recipientCount,
        size,
        eightBit,
        options);
  }

  /** The same message, changed on its way. */
  public MailHeader changed(
      EmailAddress newSender, List<String> newTags, long newSize, boolean newEightBit) {
    return new MailHeader(
        id,
        acceptedAt,
        newSender,
        origin,
        subject,
        headerMessageId,
        newTags,
        metadata,
        recipientCount,
        newSize,
        newEightBit,
        options);
  }

  /** Whether the next hop must offer SMTPUTF8. */
  public boolean smtpUtf8() {
    return options.smtpUtf8();
  }

  /**
   * How a message came in.
   *
   * @param source SMTP, REST, JMS or LOCAL
   * @param peer address of the client, or null
   * @param helo what the client called itself, or null
   * @param user signed-in name, or null
   * @param listener name of the listener, or null
   */
  public record Origin(String source, String peer, String helo, String user, String listener) {
    /** Made by Waypost itself. */
    public static final Origin LOCAL = new Origin("LOCAL", null, null, null, null);
  }
}
