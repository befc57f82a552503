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

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.MessageId;
import org.waypost.api.mail.Metadata;

/**
 * The properties of the messages in the outbound queue: writes and reads them.
 *
 * <p>What was not asked has no property, so that ordinary mail is no larger for it.
 */
public final class QueuedMail {

  private static final String KIND = "waypost_kind";
  private static final String ID = "waypost_id";
  private static final String AGAIN = "waypost_again";
  private static final String GROUP = "waypost_group";

  private QueuedMail() {}

  /** What a message in the queue is. */
  public enum Kind {
    /** Mail with its octets. */
    MAIL,
    /** A claim check for parked mail. */
    CLAIM,
    /** A sign that the way is open. */
    PROBE
  }

  /**
   * The kind of a message.
   *
   * @throws MalformedMessageException when it is none of Waypost's
   */
  public static Kind kindOf(Message message) throws JMSException {
    String kind = message.getStringProperty(KIND);
    try {
      return Kind.valueOf(kind == null ? "" : kind);
    } catch (IllegalArgumentException e) {
      throw new MalformedMessageException("Not a message of Waypost's, kind " + kind, e);
    }
  }

  static void write(MailHeader header, DestinationGroup group, Message message)
      throws JMSException {
    message.setStringProperty(KIND, Kind.MAIL.name());
    message.setStringProperty(ID, header.id().value());
    message.setIntProperty(GROUP, group.number());
    message.setStringProperty("waypost_route", group.route());
    message.setStringProperty("waypost_destination", group.destination());
    message.setStringProperty("waypost_to", RecipientsText.addresses(group.recipients()));
    setIfPresent(message, "waypost_to_options", RecipientsText.options(group.recipients()));
    setIfPresent(message, "waypost_options", OptionsText.of(header.options()));
    message.setStringProperty("waypost_from", header.sender().toString());
    message.setLongProperty("waypost_accepted", header.acceptedAt().toEpochMilli());
    message.setStringProperty("waypost_subject", header.subject());
    setIfPresent(message, "waypost_message_id", header.headerMessageId());
    if (!header.tags().isEmpty()) {
      message.setStringProperty("waypost_tags", String.join("\n", header.tags()));
    }
    setIfPresent(message, "waypost_metadata", header.metadata().toText());
    message.setIntProperty("waypost_recipients", header.recipientCount());
    message.setLongProperty("waypost_size", header.size());
    message.setBooleanProperty("waypost_utf8", header.smtpUtf8());
    message.setBooleanProperty("waypost_8bit", header.eightBit());
    message.setStringProperty("waypost_source", header.origin().source());
    setIfPresent(message, "waypost_peer", header.origin().peer());
    setIfPresent(message, "waypost_helo", header.origin().helo());
    setIfPresent(message, "waypost_user", header.origin().user());
    setIfPresent(message, "waypost_listener", header.origin().listener());
  }

  static void write(ClaimCheck claim, Message message) throws JMSException {
    message.setStringProperty(KIND, Kind.CLAIM.name());
    message.setStringProperty(ID, claim.id().value());
    message.setIntProperty(GROUP, claim.group());
    message.setIntProperty("waypost_claim", claim.claim());
    if (claim.priority() != 0) {
      message.setIntProperty("waypost_priority", claim.priority());
    }
  }

  static void writeProbe(Message message) throws JMSException {
    message.setStringProperty(KIND, Kind.PROBE.name());
  }

  /** Reads the header of a message of kind MAIL. */
  public static MailHeader headerOf(Message message) throws JMSException {
    try {
      return new MailHeader(
          new MessageId(message.getStringProperty(ID)),
          Instant.ofEpochMilli(message.getLongProperty("waypost_accepted")),
          EmailAddress.parse(message.getStringProperty("waypost_from")),
          new MailHeader.Origin(
              message.getStringProperty("waypost_source"),
              message.getStringProperty("waypost_peer"),
              message.getStringProperty("waypost_helo"),
              message.getStringProperty("waypost_user"),
              message.getStringProperty("waypost_listener")),
          message.getStringProperty("waypost_subject"),
          message.getStringProperty("waypost_message_id"),
          lines(message.getStringProperty("waypost_tags")),
          Metadata.ofText(message.getStringProperty("waypost_metadata")),
          message.getIntProperty("waypost_recipients"),
          message.getLongProperty("waypost_size"),
          message.getBooleanProperty("waypost_8bit"),
          OptionsText.read(
              message.getStringProperty("waypost_options"),
              message.getBooleanProperty("waypost_utf8")));
    } catch (IllegalArgumentException | NullPointerException e) {
      throw new MalformedMessageException("A queued mail misses a property", e);
    }
  }

  static void markAgain(Message message) throws JMSException {
    message.setBooleanProperty(AGAIN, true);
  }

  /** Whether the same may have been sent before. */
  public static boolean isAgain(Message message) throws JMSException {
    return message.propertyExists(AGAIN) && message.getBooleanProperty(AGAIN);
  }

  /** Reads the destination group of a message of kind MAIL. */
  public static DestinationGroup groupOf(Message message) throws JMSException {
    try {
      return new DestinationGroup(
          message.getIntProperty(GROUP),
          message.getStringProperty("waypost_route"),
          message.getStringProperty("waypost_destination"),
          RecipientsText.read(
              message.getStringProperty("waypost_to"),
              message.getStringProperty("waypost_to_options")));
    } catch (IllegalArgumentException | NullPointerException e) {
      throw new MalformedMessageException("A queued mail misses a property", e);
    }
  }

  /** Reads a message of kind CLAIM. */
  public static ClaimCheck claimOf(Message message) throws JMSException {
    try {
      return new ClaimCheck(
          new MessageId(message.getStringProperty(ID)),
          message.getIntProperty(GROUP),
          message.getIntProperty("waypost_claim"),
          message.propertyExists("waypost_priority")
              ? message.getIntProperty("waypost_priority")
              : 0);
    } catch (IllegalArgumentException | NullPointerException e) {
      throw new MalformedMessageException("A claim check misses a property", e);
    }
  }

  private static List<String> lines(String text) {
    return text == null || text.isEmpty() ? List.of() : Arrays.asList(text.split("\n"));
  }

  private static void setIfPresent(Message message, String name, String value) throws JMSException {
    if (value != null) {
      message.setStringProperty(name, value);
    }
  }
}
