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
import java.util.List;
import java.util.Optional;
import org.waypost.api.mail.Reply;
import org.waypost.routing.Route;
import org.waypost.routing.Router;
import org.waypost.routing.Target;
import org.waypost.smtpclient.DeliveryReport;
import org.waypost.smtpclient.OutboundMail;
import org.waypost.smtpclient.RecipientOutcome;
import org.waypost.smtpclient.SmtpClient;
import org.waypost.stats.Counters;
import org.waypost.trace.Attempted;
import org.waypost.trace.MessageState;

/**
 * Makes attempts. Called by the workers of the queue, as many at a time as there are; returns when
 * the outcome is on disk.
 */
public final class Delivery {

  private static final Reply NO_PLACE =
      Reply.of(451, "4.4.5", "No connection to the destination was free in time");

  private final Router router;
  private final HopFinder hopFinder;
  private final SmtpClient client;
  private final SiteSlots slots;
  private final Outcomes outcomes;
  private final Counters counters;

  /** Delivers through this client. */
  Delivery(
      Router router,
      HopFinder hopFinder,
      SmtpClient client,
      SiteSlots slots,
      Outcomes outcomes,
      Counters counters) {
    this.router = router;
    this.hopFinder = hopFinder;
    this.client = client;
    this.slots = slots;
    this.outcomes = outcomes;
    this.counters = counters;
  }

  /**
   * Attempts to deliver, and writes what came of it.
   *
   * @throws org.waypost.store.StoreException when the outcome could not be written; the job must be
   *     made again
   */
  public void attempt(Job job) {
    Instant start = Instant.now();
    // The route is asked again for each attempt: it may have been changed while the mail waited.
    Route route = router.route(job.header().sender(), job.group().recipients().get(0));
    if (route.target() instanceof Target.Capture) {
      finish(job, route, start, same(job, MessageState.CAPTURED, "Captured"));
      return;
    }
    Hops hops =
        route.target() instanceof Target.SmartHost smartHost
            ? hopFinder.find(smartHost)
            : hopFinder.find(job.group().recipients().get(0).domain());
    if (hops instanceof Hops.Found found) {
      transmit(job, route, start, found);
    } else if (hops instanceof Hops.Nowhere nowhere) {
      finish(job, route, start, same(job, MessageState.BOUNCED, nowhere.reply().toString()));
    } else {
      Reply reply = ((Hops.NotNow) hops).reply();
      finish(job, route, start, same(job, MessageState.DEFERRED, reply.toString()));
    }
  }

  private void transmit(Job job, Route route, Instant start, Hops.Found found) {
    DeliveryReport report;
    Optional<SiteSlots.Slot> slot = slots.acquire(found.site());
    if (slot.isEmpty()) {
      if (start.isBefore(job.expiresAt())) {
        outcomes.waits(job, route.name());
      } else {
        finish(job, route, start, same(job, MessageState.DEFERRED, NO_PLACE.toString()));
      }
      return;
    }
    try {
      report =
          client.deliver(
              found.hops(),
              new OutboundMail(
                  job.header().id(),
                  job.header().sender(),
                  job.group().recipients(),
                  job.content(),
                  job.header().smtpUtf8()));
    } finally {
      slot.get().close();
    }
    if (report.uncertain()) {
      counters.uncertain();
    }
    finish(job, route, start, report.outcomes().stream().map(Delivery::result).toList());
  }

  private static Attempted.Result result(RecipientOutcome outcome) {
    MessageState state =
        switch (outcome.kind()) {
          case DELIVERED -> MessageState.DELIVERED;
          case DEFERRED -> MessageState.DEFERRED;
          case FAILED -> MessageState.BOUNCED;
        };
    return new Attempted.Result(
        outcome.recipient(), state, outcome.peer(), outcome.reply().toString());
  }

  private static List<Attempted.Result> same(Job job, MessageState state, String reply) {
    return job.group().recipients().stream()
        .map(recipient -> new Attempted.Result(recipient, state, null, reply))
        .toList();
  }

  private void finish(Job job, Route route, Instant start, List<Attempted.Result> results) {
    Instant now = Instant.now();
    boolean expired = !now.isBefore(job.expiresAt());
    List<Attempted.Result> judged =
        expired ? results.stream().map(Delivery::expire).toList() : results;
    outcomes.write(
        job,
        new Attempted(
            job.group().number(),
            job.attempt(),
            start,
            Duration.between(start, now).toMillis(),
            route.name(),
            judged),
        now);
  }

  private static Attempted.Result expire(Attempted.Result result) {
    return result.state() == MessageState.DEFERRED
        ? new Attempted.Result(
            result.recipient(), MessageState.EXPIRED, result.host(), result.reply())
        : result;
  }
}
