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

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.waypost.api.extension.ContentFilter;
import org.waypost.api.mail.DeliverBy;
import org.waypost.api.mail.Recipient;
import org.waypost.api.mail.Reply;
import org.waypost.extensions.Active;
import org.waypost.intake.MessageFields;
import org.waypost.parking.RetrySchedule;
import org.waypost.queue.DestinationGroup;
import org.waypost.routing.Route;
import org.waypost.routing.Router;
import org.waypost.scheduling.Suspensions;
import org.waypost.trace.Attempted;
import org.waypost.trace.MessageState;

/**
 * Makes attempts. Called by the workers of the queue, as many at a time as there are; returns when
 * the outcome is on disk.
 */
public final class Delivery {

  private static final Reply TOO_LATE =
      Reply.of(554, "5.4.7", "The time that its sender gave for delivery has passed");
  private static final Reply NO_PLACE =
      Reply.of(451, "4.4.5", "No connection to the destination was free in time");

  private static final Reply NO_ROUTE =
      Reply.of(451, "4.3.5", "The route was deleted while the mail was on its way");

  private final Router router;
  private final Transports transports;
  private final Outcomes outcomes;
  private final Suppressor suppressor;
  private final IncomingBounces returns;
  private final KeptBack keptBack;
  private final Optional<QueuedFilters> filters;

  /** Delivers by these transports, and keeps nothing back. */
  Delivery(Router router, Transports transports, Outcomes outcomes) {
    this(
        router,
        transports,
        outcomes,
        new Suppressor(Optional.empty()),
        new IncomingBounces(Optional.empty()),
        Suspensions.NONE,
        Optional.empty());
  }

  /**
   * Delivers by these transports what is not suspended, but not to whom the suppressor names, and
   * not what came back.
   */
  Delivery(
      Router router,
      Transports transports,
      Outcomes outcomes,
      Suppressor suppressor,
      IncomingBounces returns,
      Suspensions suspensions,
      Optional<QueuedFilters> filters) {
    this.filters = filters;
    this.router = router;
    this.transports = transports;
    this.outcomes = outcomes;
    this.suppressor = suppressor;
    this.returns = returns;
    this.keptBack = new KeptBack(suspensions);
  }

  /**
   * Attempts to deliver, and writes what came of it.
   *
   * @throws org.waypost.store.StoreException when the outcome could not be written; the job must be
   *     made again
   */
  public void attempt(Job taken) {
    List<Active<ContentFilter>> asked = filters.isEmpty() ? List.of() : filters.get().of(taken);
    if (asked.isEmpty()) {
      deliver(taken);
    } else {
      filters.get().screen(asked, taken, new AfterFilters());
    }
  }

  private final class AfterFilters implements QueuedFilters.Next {
    @Override
    public void deliver(Job job) {
      Delivery.this.deliver(job);
    }

    @Override
    public void settle(Job job, MessageState state, Reply reply) {
      Optional<RetrySchedule> retry = router.find(job.group().route()).flatMap(Delivery::retry);
      finish(
          expiring(job, retry),
          job.group().route(),
          retry,
          Optional.empty(),
          Instant.now(),
          Result.same(job.group(), state, reply));
    }
  }

  private void deliver(Job taken) {
    Instant start = Instant.now();
    List<Result> settled = new ArrayList<>(returns.taken(taken, start));
    String route = settled.isEmpty() ? taken.group().route() : IncomingBounces.ROUTE;
    settled.addAll(suppressor.suppressed(taken));
    List<Recipient> open = Result.without(taken.group().recipients(), settled);
    if (open.isEmpty()) {
      finish(taken, route, Optional.empty(), Optional.empty(), start, settled);
      return;
    }
    // The routes are asked again for each attempt: they may have been changed while the mail
    // waited, and what was one destination may be several.
    List<DestinationGroup> parts =
        keptBack.split(
            router.group(
                taken.header(), new MessageFields(taken.content()), open, taken.redirect()));
    Optional<RetrySchedule> retry = router.find(parts.get(0).route()).flatMap(Delivery::retry);
    Job job = expiring(taken, retry);
    List<Result> results = new ArrayList<>(settled);
    Optional<Progress.Waits> waiting = Optional.empty();
    Optional<String> site = Optional.empty();
    int waits = 0;
    for (DestinationGroup part : parts) {
      Progress progress =
          isTooLate(job, start)
              ? new Progress.Done(Result.same(part, MessageState.EXPIRED, TOO_LATE))
              : keptBack.of(job, part).orElseGet(() -> attempt(job, part));
      if (progress instanceof Progress.Done done) {
        results.addAll(done.results());
        site = site.or(done::site);
      } else {
        waits++;
        waiting = waiting.or(() -> Optional.of((Progress.Waits) progress));
        results.addAll(Result.same(part, MessageState.DEFERRED, NO_PLACE));
      }
    }
    if (waits == parts.size() && settled.isEmpty() && start.isBefore(job.expiresAt())) {
      outcomes.waits(job, parts.get(0), waiting.orElseThrow(), results, start);
    } else {
      finish(job, parts.get(0).route(), retry, site, start, results);
    }
  }

  /**
   * At the deadline that it was given, a message is returned without an attempt (RFC 2852): also in
   * its last second, as a next hop is told whole seconds and takes none for too late.
   */
  private static boolean isTooLate(Job job, Instant now) {
    DeliverBy by = job.header().options().deliverBy();
    return by != null
        && by.mode() == DeliverBy.Mode.RETURN
        && now.plusSeconds(1).isAfter(by.deadline());
  }

  private Progress attempt(Job job, DestinationGroup part) {
    Optional<Route> route = router.find(part.route());
    if (route.isEmpty()) {
      return new Progress.Done(Result.same(part, MessageState.DEFERRED, NO_ROUTE));
    }
    return transports.of(route.get().target()).attempt(job, part, route.get());
  }

  /** What a route says of the attempts of its mail. */
  private static Optional<RetrySchedule> retry(Route route) {
    return route.options().retry();
  }

  /** With the first attempt it is decided when a message is given up: as its route says. */
  private static Job expiring(Job job, Optional<RetrySchedule> retry) {
    return job.attempt() > 1
        ? job
        : retry.map(schedule -> job.expiringAt(schedule.expiresAt(job.header()))).orElse(job);
  }

  private void finish(
      Job job,
      String route,
      Optional<RetrySchedule> retry,
      Optional<String> site,
      Instant start,
      List<Result> results) {
    Instant now = Instant.now();
    boolean expired = !now.isBefore(job.expiresAt());
    List<Result> judged = expired ? results.stream().map(Result::expired).toList() : results;
    outcomes.write(
        job,
        new Attempted(
            job.group().number(),
            job.attempt(),
            start,
            Duration.between(start, now).toMillis(),
            route,
            judged.stream().map(Result::traced).toList()),
        judged,
        retry,
        site,
        now);
  }
}
