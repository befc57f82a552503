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

import jakarta.jms.Message;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.waypost.aliases.AddressRewriting;
import org.waypost.api.settings.Settings;
import org.waypost.content.ContentTable;
import org.waypost.dns.MailExchangers;
import org.waypost.extensions.BuiltIn;
import org.waypost.extensions.BuiltIns;
import org.waypost.extensions.FilterChain;
import org.waypost.extensions.Slots;
import org.waypost.parking.LookAgain;
import org.waypost.parking.Parking;
import org.waypost.parking.RetrySchedule;
import org.waypost.queue.ApplicationQueue;
import org.waypost.rewriting.SenderRewriter;
import org.waypost.routing.Router;
import org.waypost.scheduling.Sites;
import org.waypost.scheduling.Suspensions;
import org.waypost.smtpclient.SmtpClient;
import org.waypost.sources.Departures;
import org.waypost.stats.Counters;
import org.waypost.store.Database;
import org.waypost.store.Ledger;
import org.waypost.trace.TraceWriter;

/** Puts a worker together. */
public final class Workers {

  private Workers() {}

  /** What a worker needs. */
  public record Parts(
      Settings settings,
      Router router,
      MailExchangers exchangers,
      OwnHosts ownHosts,
      SmtpClient client,
      TlsParts tls,
      Sites sites,
      Departures departures,
      Suspensions suspensions,
      Ledger ledger,
      Database database,
      TraceWriter trace,
      Parking parking,
      ContentTable content,
      RetrySchedule schedule,
      Counters counters,
      BounceParts bounces,
      Runnable probes,
      Consumer<Message> malformed,
      ApplicationQueue applications,
      SenderRewriter senders,
      AddressRewriting addresses,
      Slots slots,
      FilterChain filters,
      BuiltIns builtIns) {}

  /** A worker of these parts; it may be used by any number of threads. */
  public static Worker create(Parts parts) {
    Settings settings = parts.settings();
    Outcomes outcomes =
        new Outcomes(
            parts.ledger(),
            parts.trace(),
            parts.schedule(),
            notifications(parts),
            parts.counters(),
            Optional.of(failures(parts.bounces())),
            new LookAgain(parts.bounces().settings().delayNotice()));
    Delivery delivery =
        new Delivery(
            parts.router(),
            transports(parts),
            outcomes,
            new Suppressor(Optional.of(parts.bounces().list())),
            new IncomingBounces(Optional.of(parts.bounces().returned())),
            parts.suspensions(),
            Optional.of(filters(parts)));
    return new Worker(
        delivery,
        parts.parking(),
        parts.content(),
        parts.database(),
        parts.schedule(),
        settings.data().resolve("spool"),
        parts.counters(),
        parts.probes(),
        parts.malformed());
  }

  private static QueuedFilters filters(Parts parts) {
    return new QueuedFilters(
        parts.slots().queuedFilters(),
        parts.filters(),
        new FilteredMail(parts.database(), parts.ledger(), parts.trace()),
        name -> parts.router().find(name).isPresent());
  }

  /** Forgets which mail filters have passed before this time. */
  public static void forgetFiltered(Ledger ledger, Instant before) {
    FilteredMail.forget(ledger, before);
  }

  /** What tells senders of many notifications at once. */
  public static Collected collected(Parts parts) {
    return new Collected(parts.database(), parts.ledger(), notifications(parts));
  }

  /** What returns parked mail, of these parts. */
  public static Returns returns(Parts parts) {
    return new Returns(
        notifications(parts), parts.content(), parts.counters(), parts.trace().events());
  }

  private static Notifications notifications(Parts parts) {
    BounceParts bounces = parts.bounces();
    return new Notifications(
        parts.settings().hostname(),
        parts.router(),
        parts.schedule(),
        parts.trace(),
        new Tidings(bounces.settings().delayNotice()),
        parts.addresses(),
        new Languages(bounces.settings().languages()),
        Optional.of(bounces.settings().postmaster()),
        bounces.counters(),
        new NotificationRate(bounces.settings().notificationRate()));
  }

  private static Failures failures(BounceParts bounces) {
    return new Failures(bounces.classifier(), bounces.feed(), bounces.counters());
  }

  /** As Waypost's own plugin.xml names them. */
  private static Transports transports(Parts parts) {
    Map<String, Transport> byType = new HashMap<>();
    for (BuiltIn<TargetTransport> each :
        parts.builtIns().of("targetTransport", TargetTransport.class)) {
      Transport transport = each.made().make(parts);
      each.values("target").forEach(type -> byType.put(type, transport));
    }
    return new Transports(byType);
  }
}
