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

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.waypost.content.ContentTable;
import org.waypost.parking.LookAgain;
import org.waypost.parking.ParkedEntry;
import org.waypost.parking.ParkedGroup;
import org.waypost.parking.ParkedTable;
import org.waypost.parking.RetrySchedule;
import org.waypost.parking.Told;
import org.waypost.queue.DestinationGroup;
import org.waypost.queue.MailHeader;
import org.waypost.stats.Counters;
import org.waypost.store.Ledger;
import org.waypost.store.Statements;
import org.waypost.trace.Attempted;
import org.waypost.trace.MessageState;
import org.waypost.trace.TraceWriter;

/** Writes what attempts came to: trace, parking, captured content and notifications, as one. */
final class Outcomes {

  private static final Logger LOG = System.getLogger(Outcomes.class.getName());

  private final Ledger ledger;
  private final TraceWriter trace;
  private final RetrySchedule schedule;
  private final Notifications notifications;
  private final Counters counters;
  private final Optional<Failures> failures;
  private final LookAgain lookAgain;
  private final OutcomeEvents events;

  Outcomes(
      Ledger ledger,
      TraceWriter trace,
      RetrySchedule schedule,
      Notifications notifications,
      Counters counters) {
    this(
        ledger,
        trace,
        schedule,
        notifications,
        counters,
        Optional.empty(),
        new LookAgain(Duration.ZERO));
  }

  Outcomes(
      Ledger ledger,
      TraceWriter trace,
      RetrySchedule schedule,
      Notifications notifications,
      Counters counters,
      Optional<Failures> failures,
      LookAgain lookAgain) {
    this.ledger = ledger;
    this.trace = trace;
    this.schedule = schedule;
    this.notifications = notifications;
    this.counters = counters;
    this.failures = failures;
    this.lookAgain = lookAgain;
    this.events = new OutcomeEvents(trace.events());
  }

  /**
   * Parks a job that found no place at its destination; it counts as no attempt, but its sender may
   * have to be told that it is late.
   */
  void waits(
      Job job, DestinationGroup part, Progress.Waits waits, List<Result> results, Instant now) {
    Optional<Notifications.Notification> notification = notification(job, results, now);
    MailHeader header = job.header();
    Told told = told(job, notification);
    ParkedGroup parked =
        new ParkedGroup(
            header,
            new DestinationGroup(
                job.group().number(), part.route(), part.destination(), job.group().recipients()),
            ParkedEntry.State.WAITING,
            job.attempt() - 1,
            lookAgain.next(header.options(), header.acceptedAt(), told, job.expiresAt(), now),
            job.expiresAt(),
            told,
            waits.site(),
            job.redirect(),
            null);
    ledger.writeAndWait(
        statements -> {
          trace.waiting(statements, job.header(), job.group().addresses());
          if (!job.parked()) {
            events.waits(statements, job, waits.reason(), now);
          }
          park(statements, job, parked);
          if (notification.isPresent()) {
            notifications.park(statements, notification.get());
          }
          return null;
        });
    trace.settled(job.header().id());
    LOG.log(Level.DEBUG, "{0} waits for {1}: {2}", job.header().id(), waits.site(), waits.reason());
  }

  /**
   * Writes an attempt, and returns when it is on disk.
   *
   * @param retry when its route tries again; as everywhere when it says nothing
   * @param site where it was made, if it was made at one
   */
  void write(
      Job job,
      Attempted attempted,
      List<Result> results,
      Optional<RetrySchedule> retry,
      Optional<String> site,
      Instant now) {
    List<Result> deferred = results.stream().filter(Result::isOpen).toList();
    Optional<Notifications.Notification> notification = notification(job, results, now);
    Optional<ParkedGroup> parked =
        deferred.isEmpty()
            ? Optional.empty()
            : Optional.of(
                deferred(
                    job, deferred, told(job, notification), retry.orElse(schedule), site, now));
    Failures.Noted failed =
        failures.map(each -> each.of(job, results, now)).orElse(Failures.Noted.NOTHING);
    ledger.writeAndWait(
        statements -> {
          boolean isNew =
              trace.attempted(statements, job.header(), job.group().addresses(), attempted);
          failed.work().run(statements);
          if (isNew) {
            events.write(statements, job, attempted, results, failed, parked);
          }
          if (parked.isPresent()) {
            park(statements, job, parked.get());
          } else if (job.parked()) {
            ParkedTable.delete(statements, job.header().id(), job.group().number());
          }
          if (has(attempted, MessageState.CAPTURED)) {
            ContentTable.store(statements, job.header().id(), job.group().number(), job.content());
          }
          if (notification.isPresent()) {
            notifications.park(statements, notification.get());
          }
          return null;
        });
    trace.settled(job.header().id());
    count(attempted);
    log(job, attempted);
  }

  /** An outcome that is not written is made again, so no notification may stand in its way. */
  private Optional<Notifications.Notification> notification(
      Job job, List<Result> results, Instant now) {
    try {
      return notifications.of(job, results, now);
    } catch (RuntimeException e) {
      LOG.log(
          Level.ERROR,
          job.header().id()
              + " was attempted, and the notification to its sender could not be made",
          e);
      return Optional.empty();
    }
  }

  private static Told told(Job job, Optional<Notifications.Notification> notification) {
    return notification
        .map(it -> job.told().and(it.tells().delay(), it.tells().deadline()))
        .orElse(job.told());
  }

  private static ParkedGroup deferred(
      Job job,
      List<Result> deferred,
      Told told,
      RetrySchedule retry,
      Optional<String> site,
      Instant now) {
    Instant due =
        retry.next(job.attempt(), now, job.expiresAt(), ThreadLocalRandom.current()::nextDouble);
    // So that the sender is told at the deadline, and not at the next attempt after it.
    Instant deadline = Tidings.notifyAt(job).filter(now::isBefore).orElse(due);
    return new ParkedGroup(
        job.header(),
        job.group().withRecipients(deferred.stream().map(Result::recipient).toList()),
        ParkedEntry.State.DEFERRED,
        job.attempt(),
        deadline.isBefore(due) ? deadline : due,
        job.expiresAt(),
        told,
        site.orElse(null),
        job.redirect(),
        deferred.get(0).traced().reply());
  }

  private static void park(Statements statements, Job job, ParkedGroup parked) throws SQLException {
    if (job.filtered()) {
      FilteredMail.note(statements, job);
    }
    if (job.parked()) {
      // Without a row it was deleted meanwhile, from another node, and its content with it.
      ParkedTable.parkAgain(statements, parked);
    } else {
      ParkedTable.park(statements, parked);
      ContentTable.store(statements, job.header().id(), job.group().number(), job.content());
    }
  }

  private void count(Attempted attempted) {
    for (Attempted.Result result : attempted.results()) {
      switch (result.state()) {
        case DELIVERED -> counters.delivered(1);
        case CAPTURED -> counters.captured(1);
        case DEFERRED, UNCERTAIN -> counters.deferred(1);
        case SUPPRESSED -> counters.suppressed(1);
        case DISCARDED -> LOG.log(Level.DEBUG, "{0} counts as nothing", result.recipient());
        default -> counters.bounced(1);
      }
    }
  }

  private static void log(Job job, Attempted attempted) {
    for (Attempted.Result result : attempted.results()) {
      LOG.log(
          Level.INFO,
          "{0} {1} to=<{2}> attempt={3} route={4} host={5} ms={6} tls=({7})"
              + " source={8} reply={9}",
          job.header().id(),
          result.state().name().toLowerCase(java.util.Locale.ROOT),
          result.recipient(),
          String.valueOf(attempted.number()),
          attempted.route(),
          result.host(),
          String.valueOf(attempted.millis()),
          result.tls() == null ? "" : result.tls(),
          result.source() == null ? "" : result.source(),
          result.reply());
    }
  }

  private static boolean has(Attempted attempted, MessageState state) {
    return attempted.results().stream().anyMatch(result -> result.state() == state);
  }
}
