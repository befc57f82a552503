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
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.waypost.content.ContentTable;
import org.waypost.parking.ParkedGroup;
import org.waypost.parking.ParkedTable;
import org.waypost.parking.Parking;
import org.waypost.parking.RetrySchedule;
import org.waypost.parking.Told;
import org.waypost.queue.DestinationGroup;
import org.waypost.queue.MailHeader;
import org.waypost.queue.MalformedMessageException;
import org.waypost.queue.QueuedContent;
import org.waypost.queue.QueuedMail;
import org.waypost.stats.Counters;
import org.waypost.store.Database;
import org.waypost.trace.TraceTable;

/** Takes what comes out of the queue to an attempt. Safe for use by any number of threads. */
public final class Worker {

  private static final long REFUSE_AFTER_MILLIS = 2_000;

  /** How far the clocks of nodes may differ. */
  private static final Duration CLOCKS_APART = Duration.ofMinutes(1);

  private static final Logger LOG = System.getLogger(Worker.class.getName());

  private final Delivery delivery;
  private final Parking parking;
  private final ContentTable content;
  private final Database database;
  private final RetrySchedule schedule;
  private final Path spool;
  private final Counters counters;
  private final Runnable probes;
  private final Consumer<Message> malformed;
  private final Instant startedAt = Instant.now();
  private final LatelyTaken lately = new LatelyTaken();
  // Both guarded by this.
  private boolean stopping;
  private int running;

  /**
   * Makes attempts with this delivery.
   *
   * @param probes is told of every probe that comes out
   * @param malformed takes what is no message of Waypost's
   */
  Worker(
      Delivery delivery,
      Parking parking,
      ContentTable content,
      Database database,
      RetrySchedule schedule,
      Path spool,
      Counters counters,
      Runnable probes,
      Consumer<Message> malformed) {
    this.delivery = delivery;
    this.parking = parking;
    this.content = content;
    this.database = database;
    this.schedule = schedule;
    this.spool = spool;
    this.counters = counters;
    this.probes = probes;
    this.malformed = malformed;
  }

  /**
   * Handles one message. When it returns the message may be acknowledged; when it throws the queue
   * must deliver it again.
   */
  public void handle(Message message) throws JMSException, IOException {
    enter();
    try {
      handleOne(message);
    } catch (MalformedMessageException e) {
      LOG.log(Level.ERROR, "A message in the outbound queue cannot be read and is put aside", e);
      malformed.accept(message);
    } finally {
      leave();
    }
  }

  private synchronized void enter() {
    if (stopping) {
      try {
        // Not at once, or the whole queue would be offered to the workers and refused by them.
        TimeUnit.MILLISECONDS.timedWait(this, REFUSE_AFTER_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      throw new IllegalStateException("The relay is stopping");
    }
    running++;
  }

  private synchronized void leave() {
    running--;
    notifyAll();
  }

  /** Refuses what still comes, and waits for the attempts that are running. */
  public synchronized void stop(Duration limit) {
    stopping = true;
    long end = System.nanoTime() + limit.toNanos();
    try {
      for (long left = limit.toNanos(); running > 0 && left > 0; left = end - System.nanoTime()) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (running > 0) {
      LOG.log(Level.WARNING, "{0} attempts are left behind", String.valueOf(running));
    }
  }

  private void handleOne(Message message) throws JMSException, IOException {
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
    // A broker that died, alone or with the process, may not know that it delivered it before.
    // Mail from the future was accepted before the clock was put back: by whom, nobody knows.
    boolean again =
        lately.again(header.id(), group.number())
            || message.getJMSRedelivered()
            || QueuedMail.isAgain(message)
            || header.acceptedAt().isBefore(startedAt)
            || header.acceptedAt().isAfter(Instant.now().plus(CLOCKS_APART));
    if (again && isDone(header, group)) {
      LOG.log(Level.INFO, "{0} came out of the queue again, its outcome is known", header.id());
      return;
    }
    try (QueuedContent queued = QueuedContent.read(message, header, spool)) {
      delivery.attempt(
          new Job(
              header,
              group,
              queued.content(),
              1,
              schedule.expiresAt(header),
              Told.NOTHING,
              null,
              false));
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
              parked.told(),
              parked.redirect(),
              true));
    }
  }
}
