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

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.waypost.api.event.MailEvent;
import org.waypost.api.mail.Recipient;
import org.waypost.content.PrefixedContent;
import org.waypost.events.EventLog;
import org.waypost.parking.ParkedEntry;
import org.waypost.parking.ParkedGroup;
import org.waypost.parking.RetrySchedule;
import org.waypost.parking.Told;
import org.waypost.queue.MailHeader;
import org.waypost.store.Ledger;
import org.waypost.store.Statements;
import org.waypost.store.StoreException;
import org.waypost.trace.Attempted;
import org.waypost.trace.MessageState;
import org.waypost.trace.TraceWriter;

/**
 * Does with mail what content filters say that does not pass the queue: holds it, redirects it,
 * drops it. Safe for use by any number of threads.
 */
public final class SetAside {

  /** A client waits for its reply meanwhile. */
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Ledger ledger;
  private final DirectParking parking;
  private final TraceWriter trace;
  private final RetrySchedule schedule;

  /** Parks through this ledger. */
  public SetAside(Ledger ledger, TraceWriter trace, RetrySchedule schedule) {
    this.ledger = ledger;
    this.parking = new DirectParking(ledger, LIMIT);
    this.trace = trace;
    this.schedule = schedule;
  }

  /**
   * Parks a message until an administrator releases it.
   *
   * @param route to take then; null for the routes' own choice
   * @throws StoreException when it could not be written, or too many wait for that; nothing is
   *     written then
   */
  void hold(Intake.Prepared prepared, IncomingMail mail, String route, String why) {
    park(prepared, mail, ParkedEntry.State.HELD, Instant.now(), route, why, MessageState.HELD);
  }

  /**
   * Parks a message that is to take another route, due at once or when it was to be sent.
   *
   * @throws StoreException when it could not be written, or too many wait for that; nothing is
   *     written then
   */
  void redirect(Intake.Prepared prepared, IncomingMail mail, String route) {
    Instant now = Instant.now();
    boolean later = HeldMail.isHeld(prepared.header(), now);
    park(
        prepared,
        mail,
        later ? ParkedEntry.State.SCHEDULED : ParkedEntry.State.DEFERRED,
        later ? prepared.header().options().holdUntil() : now,
        route,
        null,
        later ? MessageState.SCHEDULED : MessageState.QUEUED);
  }

  /**
   * Notes in the trace that a message was dropped.
   *
   * @throws StoreException when it could not be written
   */
  void drop(Intake.Prepared prepared, IncomingMail mail, String why) {
    List<Attempted.Result> results =
        mail.recipients().stream()
            .map(Recipient::address)
            .map(to -> new Attempted.Result(to, MessageState.DISCARDED, null, "250 2.0.0 " + why))
            .toList();
    MailHeader header = prepared.header();
    Attempted attempted =
        new Attempted(1, 1, Instant.now(), 0, prepared.groups().get(0).route(), results);
    ledger.writeWithin(
        LIMIT,
        statements -> {
          trace.attempted(statements, header, mail.addresses(), attempted);
          tell(statements, header, mail, MailEvent.Type.DELETED, why);
          return null;
        });
  }

  private void tell(
      Statements statements, MailHeader header, IncomingMail mail, MailEvent.Type type, String why)
      throws SQLException {
    trace.events().changed(statements, header.id(), mail.addresses(), type, EventLog.Why.of(why));
  }

  private void park(
      Intake.Prepared prepared,
      IncomingMail mail,
      ParkedEntry.State state,
      Instant due,
      String route,
      String why,
      MessageState traced) {
    MailHeader header = prepared.header();
    boolean parked =
        parking.park(
            prepared.groups().stream()
                .map(
                    group ->
                        new ParkedGroup(
                            header,
                            group,
                            state,
                            0,
                            due,
                            schedule.expiresAt(header),
                            Told.NOTHING,
                            null,
                            route,
                            why))
                .toList(),
            new PrefixedContent(prepared.trace(), mail.content()),
            statements -> {
              trace.scheduled(statements, header, mail.addresses(), traced);
              if (state == ParkedEntry.State.HELD) {
                tell(statements, header, mail, MailEvent.Type.HELD, why);
              }
              return null;
            });
    if (!parked) {
      throw new StoreException("Too many mails to be set aside wait for the database", null);
    }
  }
}
