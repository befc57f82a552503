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
package org.waypost.api.event;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.waypost.api.mail.MessageId;
import org.waypost.api.mail.Reply;

/**
 * A change in the life of a message, for one of its recipients. {@link MailEventJson} is its form
 * on the wire.
 *
 * <p>Events of one message are told in the order in which they happened, each at least once: one
 * that is told again has the same id.
 *
 * @param id of the event, 1 to 64 characters
 * @param type what happened
 * @param time when it happened
 * @param message to which it happened
 * @param recipient the forward-path that it is about
 * @param original the address that the message was sent to, before aliases; null when that is the
 *     same, or is not known
 * @param attempt the attempt that led to it; null when it is not the outcome of one
 * @param reply what the peer said, or what stood in the way, in the form of an SMTP reply; null
 *     when there is none
 * @param category how a failure is classified, a word such as {@code mailbox_full}; null when it is
 *     no failure, or is not classified
 * @param reason in words, where no reply tells it: of an administrator, or of a report that came
 *     back; null when there is none
 * @param nextAttemptAt when the next attempt is made at the latest; null when none is planned
 */
public record MailEvent(
    String id,
    Type type,
    Instant time,
    Message message,
    String recipient,
    String original,
    Attempt attempt,
    Reply reply,
    String category,
    String reason,
    Instant nextAttemptAt) {

  /** What happened. */
  public enum Type {
    /** Waypost took responsibility; the first event of every recipient. */
    ACCEPTED,
    /** The next hop took it over, or, in capture mode, it was stored for the console. */
    DELIVERED,
    /** It waits: after a temporary failure, or for a place at its destination. */
    DEFERRED,
    /** It failed for good: refused, returned by an administrator, or by a later bounce. */
    BOUNCED,
    /** It was not delivered within its time. */
    EXPIRED,
    /** It waits until an administrator releases it. */
    HELD,
    /** An administrator let it go. */
    RELEASED,
    /** An administrator deleted it, or its route drops mail. */
    DELETED,
    /** It was not sent, as the recipient is on the suppression list. */
    SUPPRESSED,
    /** The recipient reported it as unwanted. */
    COMPLAINED,
    /** It was handed to the queue of an application by a route of type jms. */
    RECEIVED;

    /** As it stands in JSON and in the property {@code waypost_event}: in lower case. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The type of this word.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Type of(String word) {
      for (Type each : values()) {
        if (each.word().equals(word)) {
          return each;
        }
      }
      throw new IllegalArgumentException("Not an event: '" + word + "'");
    }
  }

  /**
   * The message that an event is about.
   *
   * @param id under which Waypost knows it
   * @param acceptedAt when Waypost took responsibility
   * @param sender the reverse-path; empty for the null sender
   * @param user who handed it in; null when nobody signed in
   * @param tags given at submission
   * @param metadata given at submission, in its order
   */
  public record Message(
      MessageId id,
      Instant acceptedAt,
      String sender,
      String user,
      List<String> tags,
      Map<String, String> metadata) {

    /** Copies the tags and the metadata. */
    public Message {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(acceptedAt, "acceptedAt");
      Objects.requireNonNull(sender, "sender");
      tags = List.copyOf(tags);
      metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }
  }

  /**
   * An attempt to deliver.
   *
   * @param number 1 is the first
   * @param startedAt when it began
   * @param millis how long it took, in milliseconds; 0 or more
   * @param route name of the route
   * @param peer "name[address]:port"; null when none was reached
   * @param uncertain whether the connection was lost between the end of the message and its reply,
   *     so that it may have arrived (RFC 1047)
   */
  public record Attempt(
      int number, Instant startedAt, long millis, String route, String peer, boolean uncertain) {

    /** Checks the ranges. */
    public Attempt {
      Objects.requireNonNull(startedAt, "startedAt");
      if (number < 1 || millis < 0) {
        throw new IllegalArgumentException(
            "An attempt has a number from 1, and took no less than 0 ms");
      }
    }
  }

  /**
   * Checks that nothing is missing.
   *
   * @throws IllegalArgumentException when the id is empty or too long
   */
  public MailEvent {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(time, "time");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(recipient, "recipient");
    if (id.isEmpty() || id.length() > 64) {
      throw new IllegalArgumentException("The id of an event has 1 to 64 characters");
    }
  }

  /** The domain of the recipient; empty for an address without one. */
  public String domain() {
    int at = recipient.lastIndexOf('@');
    return at < 0 ? "" : recipient.substring(at + 1);
  }
}
