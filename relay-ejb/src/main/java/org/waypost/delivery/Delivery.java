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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.waypost.api.mail.DeliverBy;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.Recipient;
import org.waypost.api.mail.Reply;
import org.waypost.queue.DestinationGroup;
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

  private static final Reply CAPTURED = Reply.of(250, "2.0.0", "Captured");
  private static final Reply TOO_LATE =
      Reply.of(554, "5.4.7", "The time that its sender gave for delivery has passed");
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
    // The routes are asked again for each attempt: they may have been changed while the mail
    // waited, and what was one destination may be several.
    List<DestinationGroup> parts = router.group(job.header().sender(), job.group().recipients());
    List<Result> results = new ArrayList<>();
    int waiting = 0;
    for (DestinationGroup part : parts) {
      Optional<List<Result>> made =
          isTooLate(job, start)
              ? Optional.of(same(part, MessageState.EXPIRED, TOO_LATE))
              : attempt(job, part);
      waiting += made.isEmpty() ? 1 : 0;
      results.addAll(made.orElseGet(() -> same(part, MessageState.DEFERRED, NO_PLACE)));
    }
    String route = parts.get(0).route();
    if (waiting == parts.size() && start.isBefore(job.expiresAt())) {
      outcomes.waits(job, route, results, start);
    } else {
      finish(job, route, start, results);
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

  /** What came of the recipients of one destination; nothing when there was no place to try. */
  private Optional<List<Result>> attempt(Job job, DestinationGroup part) {
    EmailAddress first = part.recipients().get(0).address();
    Target target = router.route(job.header().sender(), first).target();
    if (target instanceof Target.Capture) {
      return Optional.of(same(part, MessageState.CAPTURED, CAPTURED));
    }
    Optional<Hops> hops =
        target instanceof Target.SmartHost smartHost
            ? Optional.of(hopFinder.find(smartHost))
            : lookUp(first.domain());
    if (hops.isEmpty()) {
      return Optional.empty();
    }
    if (hops.get() instanceof Hops.Found found) {
      return transmit(job, part, found);
    }
    return Optional.of(
        hops.get() instanceof Hops.Nowhere nowhere
            ? same(part, MessageState.BOUNCED, nowhere.reply())
            : same(part, MessageState.DEFERRED, ((Hops.NotNow) hops.get()).reply()));
  }

  /** A look-up takes a place too: a DNS that does not answer must not take every worker. */
  private Optional<Hops> lookUp(String domain) {
    Optional<SiteSlots.Slot> slot = slots.acquire("DNS");
    if (slot.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(hopFinder.find(domain));
    } finally {
      slot.get().close();
    }
  }

  private Optional<List<Result>> transmit(Job job, DestinationGroup part, Hops.Found found) {
    DeliveryReport report;
    Optional<SiteSlots.Slot> slot = slots.acquire(found.site());
    if (slot.isEmpty()) {
      return Optional.empty();
    }
    try {
      report =
          client.deliver(
              found.hops(),
              new OutboundMail(
                  job.header().id(),
                  job.header().sender(),
                  part.recipients(),
                  job.content(),
                  job.header().options()));
    } finally {
      slot.get().close();
    }
    if (report.uncertain()) {
      counters.uncertain();
    }
    Map<EmailAddress, Recipient> recipients = new HashMap<>();
    part.recipients().forEach(each -> recipients.put(each.address(), each));
    return Optional.of(
        report.outcomes().stream()
            .map(outcome -> result(recipients.get(outcome.recipient()), outcome))
            .toList());
  }

  private static Result result(Recipient recipient, RecipientOutcome outcome) {
    MessageState state =
        switch (outcome.kind()) {
          case DELIVERED -> MessageState.DELIVERED;
          case DEFERRED -> MessageState.DEFERRED;
          case FAILED -> MessageState.BOUNCED;
        };
    return new Result(recipient, state, outcome.peer(), outcome.reply(), outcome.promises());
  }

  private static List<Result> same(DestinationGroup part, MessageState state, Reply reply) {
    return part.recipients().stream().map(recipient -> Result.of(recipient, state, reply)).toList();
  }

  private void finish(Job job, String route, Instant start, List<Result> results) {
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
        now);
  }
}
