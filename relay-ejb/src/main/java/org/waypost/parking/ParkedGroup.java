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
import java.util.Objects;
import org.waypost.queue.DestinationGroup;
import org.waypost.queue.MailHeader;

/**
 * A destination group as it is parked.
 *
 * @param header of the message
 * @param group its recipients are those still to be delivered
 * @param state why it is parked
 * @param attempts made so far
 * @param dueAt when it is tried next
 * @param expiresAt when it is given up
 * @param told of what the sender has been told
 * @param site where it waits for a place; null when it waits for none
 * @param redirect name of the route that an administrator chose for it; null for none
 * @param lastReply the newest reply, or what stood in the way; null without one
 */
public record ParkedGroup(
    MailHeader header,
    DestinationGroup group,
    ParkedEntry.State state,
    int attempts,
    Instant dueAt,
    Instant expiresAt,
    Told told,
    String site,
    String redirect,
    String lastReply) {

  /** Checks that nothing is missing. */
  public ParkedGroup {
    Objects.requireNonNull(header, "header");
    Objects.requireNonNull(group, "group");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(dueAt, "dueAt");
    Objects.requireNonNull(expiresAt, "expiresAt");
    Objects.requireNonNull(told, "told");
  }

  /** Of whose delay alone the sender may have been told. */
  public ParkedGroup(
      MailHeader header,
      DestinationGroup group,
      ParkedEntry.State state,
      int attempts,
      Instant dueAt,
      Instant expiresAt,
      boolean delayTold,
      String site,
      String redirect,
      String lastReply) {
    this(
        header,
        group,
        state,
        attempts,
        dueAt,
        expiresAt,
        new Told(delayTold, false),
        site,
        redirect,
        lastReply);
  }
}
