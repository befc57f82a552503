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

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Optional;
import org.waypost.content.ContentTable;
import org.waypost.parking.ParkedGroup;
import org.waypost.parking.ParkedTable;
import org.waypost.parking.Parking;
import org.waypost.parking.RetrySchedule;
import org.waypost.queue.DestinationGroup;
import org.waypost.queue.MailHeader;
import org.waypost.queue.QueuedContent;
import org.waypost.queue.QueuedMail;
import org.waypost.stats.Counters;
import org.waypost.store.Database;
import org.waypost.trace.TraceTable;

/** Takes what comes out of the queue to an attempt. Safe for use by any number of threads. */
public final class Worker {

  private static final Logger LOG = System.getLogger(Worker.class.getName());

  private final Delivery delivery;
  private final Parking parking;
  private final ContentTable content;
  private final Database database;
  private final RetrySchedule schedule;
  private final Path spool;
  private final Counters counters;
  private final Runnable probes;

  /**
   * Makes attempts with this delivery.
   *
   * @param probes is told of every probe that comes out
   */
  Worker(
      Delivery delivery,
      Parking parking,
      ContentTable content,
      Database database,
      RetrySchedule schedule,
      Path spool,
      Counters counters,
      Runnable probes) {
    this.delivery = delivery;
    this.parking = parking;
    this.content = content;
    this.database = database;
    this.schedule = schedule;
    this.spool = spool;
    this.counters = counters;
    this.probes = probes;
  }

  /**
   * Handles one message. When it returns the message may be acknowledged; when it throws the queue
   * must deliver it again.
   */
  public void handle(Message message) throws JMSException, IOException {
    switch (QueuedMail.kindOf(message)) {
      case MAIL -> mail((BytesMessage) message);
      case CLAIM -> claim(message);
      case PROBE -> {
        probes.run();
        return;
      }
    }
    counters.dequeued();
  }

  private void mail(BytesMessage message) throws JMSException, IOException {
    MailHeader header = QueuedMail.headerOf(message);
    DestinationGroup group = QueuedMail.groupOf(message);
    if (message.getJMSRedelivered() && isDone(header, group)) {
      LOG.log(Level.INFO, "{0} came out of the queue again, its outcome is known", header.id());
      return;
    }
    try (QueuedContent queued = QueuedContent.read(message, header, spool)) {
      delivery.attempt(
          new Job(
              header, group, queued.content(), 1, schedule.expiresAt(header.acceptedAt()), false));
    }
  }

  private boolean isDone(MailHeader header, DestinationGroup group) {
    boolean done =
        database.read(
            statements ->
                TraceTable.knowsAttempt(statements, header.id(), group.number(), 1)
                    || ParkedTable.knows(statements, header.id(), group.number()));
    if (!done) {
      counters.repeated();
    }
    return done;
  }

  private void claim(Message message) throws JMSException {
    Optional<Parking.Claimed> claimed =
        parking.claim(QueuedMail.claimOf(message), message.getJMSRedelivered());
    if (claimed.isEmpty()) {
      return;
    }
    try (Parking.Claimed held = claimed.get()) {
      ParkedGroup parked = held.parked();
      MailHeader header = parked.header();
      delivery.attempt(
          new Job(
              header,
              parked.group(),
              content.read(header.id(), parked.group().number(), header.size(), header.eightBit()),
              parked.attempts() + 1,
              parked.expiresAt(),
              true));
    }
  }
}
