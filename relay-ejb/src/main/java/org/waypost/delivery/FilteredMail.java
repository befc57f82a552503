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

import java.sql.SQLException;
import java.time.Instant;
import org.waypost.api.event.MailEvent;
import org.waypost.content.ContentTable;
import org.waypost.events.EventLog;
import org.waypost.parking.ParkedEntry;
import org.waypost.parking.ParkedGroup;
import org.waypost.parking.ParkedTable;
import org.waypost.queue.RecipientsText;
import org.waypost.store.Database;
import org.waypost.store.Ledger;
import org.waypost.store.Statements;
import org.waypost.trace.TraceWriter;

/**
 * Remembers which destination groups have passed the filters, while they are parked. What comes out
 * of the queue itself has not, as it is still as it came in.
 */
final class FilteredMail {

  private final Database database;
  private final Ledger ledger;
  private final TraceWriter trace;

  FilteredMail(Database database, Ledger ledger, TraceWriter trace) {
    this.database = database;
    this.ledger = ledger;
    this.trace = trace;
  }

  boolean knows(Job job) {
    return database.read(
        statements ->
            statements.exists(
                "select 1 from filtered where message_id = ? and group_number = ?",
                job.header().id().value(),
                job.group().number()));
  }

  /** Notes that a group has passed. Part of the ledger work that parks it. */
  static void note(Statements statements, Job job) throws SQLException {
    statements.update(
        "delete from filtered where message_id = ? and group_number = ?",
        job.header().id().value(),
        job.group().number());
    statements.update(
        "insert into filtered (message_id, group_number, filtered_at) values (?, ?, ?)",
        job.header().id().value(),
        job.group().number(),
        System.currentTimeMillis());
  }

  /** Notes that a parked group has passed, and stores what was changed of it. */
  void passed(Job job, boolean changed) {
    ledger.writeAndWait(
        statements -> {
          note(statements, job);
          if (changed) {
            change(statements, job);
          }
          return null;
        });
  }

  /** Holds a group that has passed as far as it is to. */
  void hold(Job job, String why, Instant now) {
    ParkedGroup held =
        new ParkedGroup(
            job.header(),
            job.group(),
            ParkedEntry.State.HELD,
            job.attempt() - 1,
            now,
            job.expiresAt(),
            job.told(),
            null,
            job.redirect(),
            why);
    ledger.writeAndWait(
        statements -> {
          trace.held(statements, job.header(), job.group().addresses());
          trace
              .events()
              .changed(
                  statements,
                  job.header().id(),
                  job.group().addresses(),
                  MailEvent.Type.HELD,
                  EventLog.Why.of(why));
          note(statements, job);
          ParkedTable.park(statements, held);
          if (job.parked()) {
            change(statements, job);
          } else {
            ContentTable.store(statements, job.header().id(), job.group().number(), job.content());
          }
          return null;
        });
    trace.settled(job.header().id());
  }

  private static void change(Statements statements, Job job) throws SQLException {
    String tags = job.header().tags().isEmpty() ? null : String.join("\n", job.header().tags());
    statements.update(
        "update parked set sender = ?, recipients = ?, recipient_options = ?, size = ?,"
            + " eight_bit = ?, tags = ? where message_id = ? and group_number = ?",
        job.header().sender().toString(),
        RecipientsText.addresses(job.group().recipients()),
        RecipientsText.options(job.group().recipients()),
        job.header().size(),
        job.header().eightBit(),
        tags,
        job.header().id().value(),
        job.group().number());
    ContentTable.store(statements, job.header().id(), job.group().number(), job.content());
  }

  /** Forgets groups that passed before this time: none of them is parked any more. */
  static void forget(Ledger ledger, Instant before) {
    ledger.writeAndWait(
        statements ->
            statements.update("delete from filtered where filtered_at < ?", before.toEpochMilli()));
  }
}
