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

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.waypost.api.event.MailEvent;
import org.waypost.content.PrefixedContent;
import org.waypost.events.EventLog;
import org.waypost.parking.LookAgain;
import org.waypost.parking.ParkedEntry;
import org.waypost.parking.ParkedGroup;
import org.waypost.parking.RetrySchedule;
import org.waypost.parking.Told;
import org.waypost.queue.DestinationGroup;
import org.waypost.queue.MailHeader;
import org.waypost.scheduling.Crowds;
import org.waypost.store.Ledger;
import org.waypost.store.StoreException;
import org.waypost.trace.TraceWriter;

/**
 * Parks mail for crowded sites on its way in. In the queue it would stand before mail for others,
 * only to be parked by a worker; and whoever sends a flood of it feels what it costs. Safe for use
 * by any number of threads.
 */
public final class CrowdedMail {

  /** The queue takes what the database does not take in this time. */
  private static final Duration LIMIT = Duration.ofSeconds(2);

  private static final Logger LOG = System.getLogger(CrowdedMail.class.getName());

  private final Crowds crowds;
  private final DirectParking parking;
  private final TraceWriter trace;
  private final RetrySchedule schedule;
  private final LookAgain lookAgain;

  /** Parks through this ledger. */
  public CrowdedMail(
      Crowds crowds,
      Ledger ledger,
      TraceWriter trace,
      RetrySchedule schedule,
      LookAgain lookAgain) {
    this.crowds = crowds;
    this.parking = new DirectParking(ledger, LIMIT);
    this.trace = trace;
    this.schedule = schedule;
    this.lookAgain = lookAgain;
  }

  /**
   * Parks a message all of whose destinations are crowded, with its trace, and returns when both
   * are on disk.
   *
   * @return false when it has to go through the queue: as it may find a place, or as the database
   *     does not take it now
   */
  boolean park(Intake.Prepared prepared, IncomingMail mail) {
    Instant now = Instant.now();
    List<ParkedGroup> waiting = new ArrayList<>();
    for (DestinationGroup group : prepared.groups()) {
      Optional<String> site = crowds.turnAway(group.destination());
      if (site.isEmpty()) {
        return false;
      }
      waiting.add(waiting(prepared.header(), group, site.get(), now));
    }
    MailHeader header = prepared.header();
    try {
      return parking.park(
          waiting,
          new PrefixedContent(prepared.trace(), mail.content()),
          statements -> {
            trace.waiting(statements, header, mail.addresses());
            trace
                .events()
                .changed(
                    statements,
                    header.id(),
                    mail.addresses(),
                    MailEvent.Type.DEFERRED,
                    EventLog.Why.of("Waits for a place at its destination, which is crowded"));
            return null;
          });
    } catch (StoreException e) {
      LOG.log(Level.DEBUG, "{0} goes through the queue: {1}", header.id(), e.getMessage());
      return false;
    }
  }

  private ParkedGroup waiting(MailHeader header, DestinationGroup group, String site, Instant now) {
    Instant expiresAt = schedule.expiresAt(header);
    return new ParkedGroup(
        header,
        group,
        ParkedEntry.State.WAITING,
        0,
        lookAgain.next(header.options(), header.acceptedAt(), Told.NOTHING, expiresAt, now),
        expiresAt,
        Told.NOTHING,
        site,
        null,
        null);
  }
}
