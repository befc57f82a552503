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

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.Recipient;
import org.waypost.queue.DestinationGroup;
import org.waypost.rewriting.SenderRewriter;
import org.waypost.routing.Route;
import org.waypost.routing.RoutingRequest;
import org.waypost.routing.Target;
import org.waypost.scheduling.Admission;
import org.waypost.scheduling.Place;
import org.waypost.scheduling.SiteRequest;
import org.waypost.scheduling.Sites;
import org.waypost.smtpclient.DeliveryReport;
import org.waypost.smtpclient.Encryption;
import org.waypost.smtpclient.NextHop;
import org.waypost.smtpclient.OutboundMail;
import org.waypost.smtpclient.RecipientOutcome;
import org.waypost.smtpclient.SmtpClient;
import org.waypost.sources.Departure;
import org.waypost.sources.Departures;
import org.waypost.stats.Counters;
import org.waypost.trace.MessageState;
import org.waypost.trace.TlsFacts;

/** Hands mail to hosts: mail exchangers, smart hosts or LMTP servers. */
final class SmtpTransport implements Transport {

  /** A look-up takes a place too: a DNS that does not answer must not take every worker. */
  private static final String LOOK_UP = "DNS";

  private static final DeliveryReport LOOKED_UP = new DeliveryReport(List.of(), false, true);

  private final HopFinder hopFinder;
  private final HopSecuring securing;
  private final SmtpClient client;
  private final Sites sites;
  private final Departures departures;
  private final Counters counters;
  private final SenderRewriter senders;

  SmtpTransport(
      HopFinder hopFinder,
      HopSecuring securing,
      SmtpClient client,
      Sites sites,
      Departures departures,
      Counters counters,
      SenderRewriter senders) {
    this.hopFinder = hopFinder;
    this.securing = securing;
    this.client = client;
    this.sites = sites;
    this.departures = departures;
    this.counters = counters;
    this.senders = senders;
  }

  @Override
  public Progress attempt(Job job, DestinationGroup part, Route route) {
    if (route.target() instanceof Target.SmartHost smartHost) {
      return attempt(
          job,
          part,
          route,
          securing.configured(
              HopFinder.find(smartHost.hosts(), NextHop.Protocol.SMTP),
              smartHost.login(),
              route.options().tls()));
    }
    if (route.target() instanceof Target.Lmtp lmtp) {
      return attempt(
          job,
          part,
          route,
          securing.configured(
              HopFinder.find(lmtp.hosts(), NextHop.Protocol.LMTP),
              Optional.empty(),
              route.options().tls()));
    }
    // What has to wait for certain spends no look-up.
    Optional<String> crowd = job.parked() ? Optional.empty() : sites.turnAway(part.destination());
    if (crowd.isPresent()) {
      return new Progress.Waits(crowd.get(), Instant.now(), "many wait there");
    }
    Admission admission = sites.admit(lookUp(job, part, route));
    if (admission instanceof Admission.Waits waits) {
      return new Progress.Waits(waits.site(), waits.until(), waits.reason());
    }
    Hops hops;
    try (Place place = ((Admission.Granted) admission).place()) {
      hops = secured(job, route, part.recipients().get(0).address().domain());
      place.done(LOOKED_UP);
    }
    return attempt(job, part, route, hops);
  }

  private Hops secured(Job job, Route route, String domain) {
    Hops hops = hopFinder.find(domain);
    return hops instanceof Hops.Found found
        ? securing.exchangers(
            found, domain, route.options().tls(), job.header().options().tlsOptional())
        : hops;
  }

  private Progress attempt(Job job, DestinationGroup part, Route route, Hops hops) {
    if (hops instanceof Hops.Found found) {
      return transmit(job, part, route, found);
    }
    return new Progress.Done(
        hops instanceof Hops.Nowhere nowhere
            ? Result.same(part, MessageState.BOUNCED, nowhere.reply())
            : Result.same(part, MessageState.DEFERRED, ((Hops.NotNow) hops).reply()));
  }

  private Progress transmit(Job job, DestinationGroup part, Route route, Hops.Found found) {
    List<String> hosts = found.hops().stream().map(hop -> hop.host()).toList();
    Departure departure = departures.of(leaving(found.site(), hosts, job, part, route));
    Optional<Departure.Waits> closed = departure.closed();
    if (closed.isPresent()) {
      return waits(closed.get());
    }
    Admission admission =
        sites.admit(request(found.site(), part.destination(), hosts, job, part, route));
    if (admission instanceof Admission.Waits waits) {
      return new Progress.Waits(waits.site(), waits.until(), waits.reason());
    }
    try (Place place = ((Admission.Granted) admission).place()) {
      Departure.Way way = departure.leave(wanted -> client.families(found.hops(), wanted));
      if (way instanceof Departure.Waits waits) {
        return waits(waits);
      }
      if (way instanceof Departure.Nowhere nowhere) {
        return new Progress.Done(Result.same(part, MessageState.DEFERRED, nowhere.reply()));
      }
      try (Departure.Leave leave = (Departure.Leave) way) {
        DeliveryReport report =
            client.deliver(
                found.hops(), mail(job, part, route), place.passage().from(leave.sources()));
        leave.done(report);
        place.done(report);
        return done(part, found.site(), report);
      }
    }
  }

  private static Progress.Waits waits(Departure.Waits waits) {
    return new Progress.Waits(waits.line(), waits.until(), waits.reason());
  }

  private Progress.Done done(DestinationGroup part, String site, DeliveryReport report) {
    if (report.uncertain()) {
      counters.uncertain();
    }
    Map<EmailAddress, Recipient> recipients = new HashMap<>();
    part.recipients().forEach(each -> recipients.put(each.address(), each));
    return new Progress.Done(
        report.outcomes().stream()
            .map(outcome -> result(recipients.get(outcome.recipient()), outcome))
            .toList(),
        Optional.of(site));
  }

  private static Departures.Request leaving(
      String site, List<String> hosts, Job job, DestinationGroup part, Route route) {
    return new Departures.Request(
        RoutingRequest.of(
            job.header(), part.recipients().get(0).address(), RoutingRequest.Fields.NONE),
        route.options().sourcePool(),
        site,
        part.destination(),
        hosts,
        job.parked());
  }

  private static SiteRequest lookUp(Job job, DestinationGroup part, Route route) {
    return request(LOOK_UP, LOOK_UP, List.of(), job, part, route);
  }

  private static SiteRequest request(
      String site, String domain, List<String> hosts, Job job, DestinationGroup part, Route route) {
    return new SiteRequest(
        site, domain, hosts, route.name(), job.header(), part.recipients().size(), job.parked());
  }

  private OutboundMail mail(Job job, DestinationGroup part, Route route) {
    return new OutboundMail(
        job.header().id(),
        senders.rewrite(
            route.options().sender(),
            job.header().id(),
            job.header().sender(),
            part.recipients().get(0).address()),
        part.recipients(),
        job.content(),
        job.header().options());
  }

  private static Result result(Recipient recipient, RecipientOutcome outcome) {
    MessageState state =
        switch (outcome.kind()) {
          case DELIVERED -> MessageState.DELIVERED;
          case DEFERRED -> MessageState.DEFERRED;
          case UNCERTAIN -> MessageState.UNCERTAIN;
          case FAILED -> MessageState.BOUNCED;
        };
    return new Result(
        recipient,
        state,
        outcome.peer(),
        outcome.reply(),
        outcome.promises(),
        facts(outcome.encryption()),
        outcome.localEnd() == null ? null : outcome.localEnd().toString());
  }

  private static TlsFacts facts(Encryption session) {
    return session == null
        ? null
        : new TlsFacts(session.version(), session.cipher(), session.policy(), session.verdict());
  }
}
