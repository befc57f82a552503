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
package org.waypost.delivery;

import java.time.Instant;
import org.waypost.api.smtp.MailContent;
import org.waypost.extensions.Filtered;
import org.waypost.parking.Told;
import org.waypost.queue.DestinationGroup;
import org.waypost.queue.MailHeader;

/**
 * A destination group that a worker has taken for an attempt.
 *
 * @param header of the message
 * @param group whom it is for
 * @param content its octets
 * @param attempt number of the attempt, from 1
 * @param expiresAt when it is given up
 * @param told of what the sender has been told
 * @param redirect name of the route that an administrator chose for it; null for the routes' choice
 * @param parked whether it has a row in the parking
 * @param filtered whether filters have passed it in this attempt
 */
public record Job(
    MailHeader header,
    DestinationGroup group,
    MailContent content,
    int attempt,
    Instant expiresAt,
    Told told,
    String redirect,
    boolean parked,
    boolean filtered) {

  /** One that filters have not looked at. */
  public Job(
      MailHeader header,
      DestinationGroup group,
      MailContent content,
      int attempt,
      Instant expiresAt,
      Told told,
      String redirect,
      boolean parked) {
    this(header, group, content, attempt, expiresAt, told, redirect, parked, false);
  }

  /** As filters leave it. */
  Job as(Filtered left, String route) {
    return new Job(
        left.changed()
            ? header.changed(
                left.facts().sender(),
                left.facts().tags(),
                left.content().size(),
                left.content().hasEightBit())
            : header,
        group.withRecipients(left.facts().recipients()),
        left.content(),
        attempt,
        expiresAt,
        told,
        route,
        parked,
        true);
  }

  /** The same with another time to give it up. */
  Job expiringAt(Instant time) {
    return new Job(header, group, content, attempt, time, told, redirect, parked, filtered);
  }
}
