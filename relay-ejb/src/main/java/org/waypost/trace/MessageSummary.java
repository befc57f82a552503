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
package org.waypost.trace;

import java.time.Instant;
import org.waypost.api.mail.MessageId;

/**
 * A line in the list of messages.
 *
 * @param id of the message
 * @param acceptedAt when Waypost took responsibility
 * @param source how it came in
 * @param sender the reverse-path; empty for the null sender
 * @param recipients the first recipients, comma-separated, at most 200 characters
 * @param recipientCount how many there are
 * @param subject decoded, at most 200 characters; empty without one
 * @param size octets as accepted
 * @param state where it stands
 * @param lastReply the newest reply of a next hop; null without one
 */
public record MessageSummary(
    MessageId id,
    Instant acceptedAt,
    Source source,
    String sender,
    String recipients,
    int recipientCount,
    String subject,
    long size,
    MessageState state,
    String lastReply) {

  /** How a message came in. */
  public enum Source {
    /** From an SMTP client. */
    SMTP,
    /** From the REST API. */
    REST,
    /** From a JMS client. */
    JMS,
    /** Made by Waypost itself, such as a delivery status notification. */
    LOCAL
  }
}
