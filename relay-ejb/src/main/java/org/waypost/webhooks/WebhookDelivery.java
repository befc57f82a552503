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
package org.waypost.webhooks;

import java.time.Instant;
import java.util.Locale;

/**
 * An event for a hook, and what became of it.
 *
 * @param id of the delivery; they go in this order
 * @param eventId of the event
 * @param event its type
 * @param message that it is about
 * @param state where it stands
 * @param attempts how often it was posted
 * @param createdAt when it was noted
 * @param nextAttemptAt when it is posted at the earliest; null when it is not
 * @param triedAt when it was posted last; null before
 * @param answer to the last POST; null before
 */
public record WebhookDelivery(
    long id,
    String eventId,
    String event,
    String message,
    State state,
    int attempts,
    Instant createdAt,
    Instant nextAttemptAt,
    Instant triedAt,
    HookAnswer answer) {

  /** Where a delivery stands. */
  public enum State {
    /** To be posted. */
    PENDING,
    /** Taken by the hook. */
    DELIVERED,
    /** Given up. */
    FAILED;

    /** As in REST: in lower case. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
