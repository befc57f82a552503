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
package org.waypost.parking;

import java.time.Instant;
import java.util.List;
import org.waypost.api.mail.MessageId;

/**
 * A parked destination group, as listed.
 *
 * @param id of the message
 * @param group number of the destination group within the message, from 1
 * @param sender the reverse-path; empty for the null sender
 * @param recipients those still to be delivered
 * @param subject decoded; empty without one
 * @param route name of the route
 * @param destination what it is bound for: a domain or a smart host
 * @param site the set of hosts it was last tried at or waits for; null when it is not known
 * @param state why it is parked
 * @param attempts made so far
 * @param acceptedAt when Waypost took responsibility
 * @param dueAt when it is tried next
 * @param expiresAt when delivery is given up
 * @param lastReply the newest reply, or what stood in the way
 * @param size octets
 * @param tags given at submission
 * @param redirect name of the route that an administrator chose for it; null for none
 * @param note why it is held or suspended; null without a reason
 */
public record ParkedEntry(
    MessageId id,
    int group,
    String sender,
    List<String> recipients,
    String subject,
    String route,
    String destination,
    String site,
    State state,
    int attempts,
    Instant acceptedAt,
    Instant dueAt,
    Instant expiresAt,
    String lastReply,
    long size,
    List<String> tags,
    String redirect,
    String note) {

  /** Copies the lists. */
  public ParkedEntry {
    recipients = List.copyOf(recipients);
    tags = List.copyOf(tags);
  }

  /** Why a message is parked. */
  public enum State {
    /** Waits for the send time that its submitter gave. */
    SCHEDULED,
    /** Waits after a temporary failure. */
    DEFERRED,
    /** Waits for a place at its destination. */
    WAITING,
    /** Stays until an administrator releases it. */
    HELD,
    /** Due: a claim check is in the JMS queue, or a worker delivers it. */
    ACTIVE
  }
}
