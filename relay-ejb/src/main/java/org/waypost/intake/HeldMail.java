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
package org.waypost.intake;

import java.time.Duration;
import java.time.Instant;
import org.waypost.content.PrefixedContent;
import org.waypost.parking.ParkedEntry;
import org.waypost.parking.ParkedGroup;
import org.waypost.parking.RetrySchedule;
import org.waypost.parking.Told;
import org.waypost.queue.DestinationGroup;
import org.waypost.queue.MailHeader;
import org.waypost.store.Ledger;
import org.waypost.store.StoreException;
import org.waypost.trace.MessageState;
import org.waypost.trace.TraceWriter;

/**
 * Parks mail that is not to be delivered yet (RFC 4865, or {@code sendAt} of REST): it does not
 * pass the queue before its time. Safe for use by any number of threads.
 */
public final class HeldMail {

  /** A client waits for its reply meanwhile. */
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final DirectParking parking;
  private final TraceWriter trace;
  private final RetrySchedule schedule;

  /** Parks through this ledger. */
  public HeldMail(Ledger ledger, TraceWriter trace, RetrySchedule schedule) {
    this.parking = new DirectParking(ledger, LIMIT);
    this.trace = trace;
    this.schedule = schedule;
  }

  /** Whether a message is to be held. */
  static boolean isHeld(MailHeader header, Instant now) {
    return header.options().holdUntil() != null && header.options().holdUntil().isAfter(now);
  }

  /**
   * Parks a message with its trace; returns when both are on disk, 30 seconds at most.
   *
   * @throws StoreException when they could not be written, or too many wait for that; nothing is
   *     written then
   */
  void park(Intake.Prepared prepared, IncomingMail mail) {
    MailHeader header = prepared.header();
    boolean parked =
        parking.park(
            prepared.groups().stream().map(group -> scheduled(header, group)).toList(),
            new PrefixedContent(prepared.trace(), mail.content()),
            statements -> {
              trace.scheduled(statements, header, mail.addresses(), MessageState.SCHEDULED);
              return null;
            });
    if (!parked) {
      throw new StoreException("Too many mails to be held wait for the database", null);
    }
  }

  private ParkedGroup scheduled(MailHeader header, DestinationGroup group) {
    return new ParkedGroup(
        header,
        group,
        ParkedEntry.State.SCHEDULED,
        0,
        header.options().holdUntil(),
        schedule.expiresAt(header),
        Told.NOTHING,
        null,
        null,
        null);
  }
}
