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

/** Where a message, or one recipient of it, stands. */
public enum MessageState {
  /** Accepted, and in the JMS queue or in delivery. */
  QUEUED,
  /** Parked until its send time. */
  SCHEDULED,
  /** Parked after a temporary failure, or waiting for a place at its destination. */
  DEFERRED,
  /** Parked until an administrator releases it. */
  HELD,
  /**
   * Parked after the connection was lost between the end of the message and its reply: it may have
   * arrived (RFC 1047). It is tried again.
   */
  UNCERTAIN,
  /** Taken over by the next hop. For a message: for all recipients. */
  DELIVERED,
  /** Stored for the console in capture mode. */
  CAPTURED,
  /** Refused for good by the next hop. For a message: for at least one recipient. */
  BOUNCED,
  /** Not delivered within its time. For a message: for at least one recipient. */
  EXPIRED,
  /** Deleted by an administrator before it was delivered. */
  DELETED,
  /** Not sent, as the recipient is on the suppression list. */
  SUPPRESSED,
  /** Dropped, as its route says. */
  DISCARDED;

  /** Whether nothing more will happen. */
  public boolean isFinal() {
    return switch (this) {
      case QUEUED, SCHEDULED, DEFERRED, HELD, UNCERTAIN -> false;
      default -> true;
    };
  }
}
