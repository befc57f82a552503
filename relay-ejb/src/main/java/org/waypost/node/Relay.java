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
package org.waypost.node;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.waypost.api.listener.ListenerStatus;
import org.waypost.api.settings.Settings;
import org.waypost.classification.PluginClassifiers;
import org.waypost.delivery.PluginRoutes;
import org.waypost.delivery.Worker;
import org.waypost.dns.DnsMetrics;
import org.waypost.dns.DnsResolver;
import org.waypost.explain.RouteExplainer;
import org.waypost.extensions.ListeningPlugins;
import org.waypost.identity.Identity;
import org.waypost.intake.Intake;
import org.waypost.intake.RecipientCheck;
import org.waypost.listeners.JsonListenerFormat;
import org.waypost.listeners.ListenerMetrics;
import org.waypost.listeners.ManagedListeners;
import org.waypost.parking.RetrySchedule;
import org.waypost.queue.OutboundQueue;
import org.waypost.scheduling.SiteMetrics;
import org.waypost.stats.Counters;
import org.waypost.stats.NodeStatistics;
import org.waypost.store.Database;
import org.waypost.templates.SqlTemplates;

/**
 * The parts of a node, put together. Made by {@link NodeBean} when the application starts; closed
 * when it stops.
 */
public final class Relay implements AutoCloseable {

  private final Settings settings;
  private final Storage storage;
  private final Events events;
  private final Routing routing;
  private final Bounces bounces;
  private final Identity identity;
  private final Records records;
  private final NodeStatistics statistics;
  private final PluginParts plugins;
  private final Reception reception;
  private final Scheduling scheduling;
  private final Sending sending;
  private final ManagedListeners listeners;
  private final Timetable timetable;

  /**
   * Opens the database, and starts the ledger, the listeners and the periodic tasks.
   *
   * @throws IllegalStateException when that fails; nothing is open then
   */
  static Relay start(Settings settings, Server server) {
    Storage storage = Storage.open(settings, server.threads());
    try {
      return new Relay(settings, server, storage);
    } catch (RuntimeException e) {
      storage.close();
      throw new IllegalStateException("The relay does not start: " + e.getMessage(), e);
    }
  }

  private Relay(Settings settings, Server server, Storage storage) {
    this.settings = settings;
    this.storage = storage;
    RetrySchedule schedule = new RetrySchedule(settings.retrySchedule(), settings.expiry());
    Counters counters = new Counters();
    OutboundQueue queue = new OutboundQueue(server.connections(), server.streamProperty());
    events = new Events(settings, storage, server);
    routing = new Routing(settings, storage, schedule);
    bounces =
        new Bounces(
            settings.bounces(),
            storage.database(),
            storage.ledger(),
            routing.senders(),
            events.log());
    records = new Records(settings, storage, events.log());
    statistics = new NodeStatistics(counters, storage.database());
    scheduling =
        new Scheduling(
            settings, storage, queue, server.transactions(), counters, routing.router()::usingPool);
    plugins = new PluginParts(settings, storage, server, this::dns);
    events.alsoTell(new ListeningPlugins(plugins.slots().eventListeners()));
    routing.router().choosing(new PluginRoutes(plugins.slots().routers()));
    bounces.parts().classifier().asking(new PluginClassifiers(plugins.slots().bounceClassifiers()));
    reception =
        new Reception(
            settings,
            storage,
            queue,
            server,
            records,
            routing,
            scheduling,
            bounces,
            schedule,
            counters,
            new SqlTemplates(
                storage.database(), storage.ledger(), InstantSource.system(), server.timer()),
            plugins);
    listeners =
        new ManagedListeners(
            storage.database(), storage.ledger(), new JsonListenerFormat(), server.smtpServer());
    timetable = new Timetable(server.timer());
    identity = Identity.open(settings, storage.database(), storage.ledger(), server.threads());
    identity.asking(plugins.slots().authenticators());
    try {
      sending =
          new Sending(
              settings,
              server,
              storage,
              queue,
              records,
              routing,
              scheduling,
              reception,
              bounces,
              schedule,
              counters,
              plugins,
              this::listening);
    } catch (RuntimeException e) {
      // The caller closes the storage; these have threads of their own.
      plugins.close();
      identity.close();
      throw e;
    }
    try {
      listeners.start(settings.listenerLimits());
    } catch (RuntimeException e) {
      sending.close();
      plugins.close();
      identity.close();
      throw e;
    }
    measure();
    run();
  }

  private void measure() {
    bounces.parts().counters().register(statistics.registry());
    ListenerMetrics.register(listeners, statistics.registry());
    events.register(statistics.registry());
    DnsMetrics.register(sending.dns(), statistics.registry());
    SiteMetrics.register(scheduling.sites(), statistics.registry());
    plugins.measure(statistics);
  }

  private void run() {
    events.runBy(timetable);
    routing.runBy(timetable);
    bounces.runBy(timetable);
    records.runBy(timetable);
    reception.runBy(timetable);
    scheduling.runBy(timetable);
    sending.runBy(timetable);
    plugins.runBy(timetable);
    timetable.every(Timetable.CHANGES, "looking for changed listeners", listeners::sync);
    timetable.every(Duration.ofSeconds(1), "sampling", statistics::sample);
    timetable.every(
        Duration.ofSeconds(30), Duration.ofMinutes(10), "deleting what is old", this::deleteOld);
  }

  private DnsResolver dns() {
    return sending.dns();
  }

  /** Where this node takes mail; nowhere, before the listeners have started. */
  private List<InetSocketAddress> listening() {
    try {
      return listeners.statuses().stream()
          .filter(each -> each.state() == ListenerStatus.State.LISTENING)
          .map(ListenerStatus::address)
          .toList();
    } catch (IllegalStateException e) {
      // A server that does not answer takes no mail.
      return List.of();
    }
  }

  private void deleteOld() {
    Instant now = Instant.now();
    records.deleteOld(now);
    reception.deleteOld(now);
    identity.deleteOld();
    sending.deleteOld();
    plugins.deleteOld(now);
    bounces.deleteOld();
    events.deleteOld();
  }

  /** The way in. */
  public Intake intake() {
    return reception.intake();
  }

  /** Whom mail is taken for. */
  public RecipientCheck recipientCheck() {
    return reception.recipients();
  }

  /** What handles the queue. */
  public Worker worker() {
    return sending.worker();
  }

  Events events() {
    return events;
  }

  Routing routing() {
    return routing;
  }

  RouteExplainer routeExplainer() {
    return routing.explainer(sending.dns(), sending.hopExplainer(), scheduling.sources().pools());
  }

  /** What deals with failures. */
  Bounces bounces() {
    return bounces;
  }

  Records records() {
    return records;
  }

  Reception reception() {
    return reception;
  }

  Scheduling scheduling() {
    return scheduling;
  }

  Sending sending() {
    return sending;
  }

  PluginParts plugins() {
    return plugins;
  }

  NodeStatistics statistics() {
    return statistics;
  }

  Identity identity() {
    return identity;
  }

  Database database() {
    return storage.database();
  }

  ManagedListeners listeners() {
    return listeners;
  }

  Settings settings() {
    return settings;
  }

  /** The administrator's password, if it was generated at this start. */
  Optional<String> generatedPassword() {
    return identity.generatedPassword();
  }

  @Override
  public void close() {
    timetable.close();
    listeners.close();
    sending.close();
    plugins.close();
    identity.close();
    events.close();
    try {
      sending.outboundTls().writeCounts();
      records.writer().flush();
      scheduling.sources().writeCounts();
    } finally {
      storage.close();
    }
  }
}
