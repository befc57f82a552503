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
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.waypost.api.settings.Settings;
import org.waypost.delivery.Collected;
import org.waypost.delivery.ExplainedHops;
import org.waypost.delivery.OwnHosts;
import org.waypost.delivery.Worker;
import org.waypost.delivery.Workers;
import org.waypost.dns.DnsResolver;
import org.waypost.explain.HopExplainer;
import org.waypost.operations.SqlQueueOperations;
import org.waypost.parking.RetrySchedule;
import org.waypost.queue.ApplicationQueue;
import org.waypost.queue.OutboundQueue;
import org.waypost.smtpclient.SmtpClient;
import org.waypost.stats.Counters;

/**
 * How mail leaves: the workers, what they connect by, and what administrators do with the queue.
 */
final class Sending implements AutoCloseable {

  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

  private final DnsResolver dns;
  private final OutboundTls outboundTls;
  private final SmtpClient client;
  private final HopExplainer hopExplainer;
  private final Probes probes;
  private final Worker worker;
  private final Collected collected;
  private final SqlQueueOperations operations;

  /**
   * Asks the resolvers what they can, when this node relays.
   *
   * @param listening where this node takes mail: no mail goes there
   */
  Sending(
      Settings settings,
      Server server,
      Storage storage,
      OutboundQueue queue,
      Records records,
      Routing routing,
      Scheduling scheduling,
      Reception reception,
      Bounces bounces,
      RetrySchedule schedule,
      Counters counters,
      PluginParts plugins,
      Supplier<List<InetSocketAddress>> listening) {
    dns = new DnsResolver(settings.dns());
    if (settings.mode() == Settings.Mode.RELAY) {
      dns.checkDnssec();
    }
    outboundTls =
        OutboundTls.open(settings, dns, storage.database(), storage.ledger(), reception::report);
    client = outboundTls.client(settings.hostname(), dns);
    probes = new Probes(queue);
    OwnHosts own =
        new OwnAddresses(
            settings.hostname(),
            settings.ownAddresses(),
            settings.mxPort(),
            listening,
            dns,
            System::nanoTime);
    hopExplainer = new ExplainedHops(settings, dns, own, outboundTls.parts());
    Workers.Parts parts =
        new Workers.Parts(
            settings,
            routing.router(),
            dns,
            own,
            client,
            outboundTls.parts(),
            scheduling.sites(),
            scheduling.departures(),
            scheduling.suspensions(),
            storage.ledger(),
            storage.database(),
            records.writer(),
            scheduling.parking(),
            records.content(),
            schedule,
            counters,
            bounces.parts(),
            probes::arrived,
            queue::putAside,
            new ApplicationQueue(server.connections(), server.streamProperty()),
            routing.senders(),
            routing.aliases(),
            plugins.slots(),
            plugins.chain(),
            plugins.plugins());
    worker = Workers.create(parts);
    collected = Workers.collected(parts);
    operations =
        new SqlQueueOperations(
            storage.database(),
            storage.ledger(),
            scheduling.parking(),
            Workers.returns(parts),
            name -> routing.router().find(name).isPresent(),
            server.threads(),
            Clock.systemUTC());
  }

  void runBy(Timetable timetable) {
    outboundTls.runBy(timetable);
    timetable.every(Duration.ofMinutes(1), "telling what was collected", collected::tell);
  }

  void deleteOld() {
    operations.deleteOld();
  }

  DnsResolver dns() {
    return dns;
  }

  OutboundTls outboundTls() {
    return outboundTls;
  }

  HopExplainer hopExplainer() {
    return hopExplainer;
  }

  Probes probes() {
    return probes;
  }

  /** What handles the queue. */
  Worker worker() {
    return worker;
  }

  SqlQueueOperations operations() {
    return operations;
  }

  /** Lets the workers end what they are at, within a limit, and closes the connections. */
  @Override
  public void close() {
    operations.close();
    worker.stop(STOP_LIMIT);
    client.close();
    outboundTls.close();
    dns.close();
  }
}
