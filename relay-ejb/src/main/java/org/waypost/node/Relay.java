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

import jakarta.jms.ConnectionFactory;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.waypost.aliases.ManagedAliases;
import org.waypost.api.listener.ListenerStatus;
import org.waypost.api.listener.SmtpServerConnectionFactory;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.settings.Settings;
import org.waypost.capture.SqlCapturedMail;
import org.waypost.content.ContentTable;
import org.waypost.content.MemoryContent;
import org.waypost.content.SpoolFolder;
import org.waypost.delivery.Collected;
import org.waypost.delivery.Worker;
import org.waypost.delivery.Workers;
import org.waypost.dns.DnsMetrics;
import org.waypost.dns.DnsResolver;
import org.waypost.explain.DryRun;
import org.waypost.explain.RouteExplainer;
import org.waypost.identity.Identity;
import org.waypost.intake.DiskSpace;
import org.waypost.intake.HeldMail;
import org.waypost.intake.Intake;
import org.waypost.intake.RecipientCheck;
import org.waypost.intake.RecipientPolicy;
import org.waypost.listeners.JsonListenerFormat;
import org.waypost.listeners.ListenerMetrics;
import org.waypost.listeners.ManagedListeners;
import org.waypost.operations.SqlQueueOperations;
import org.waypost.parking.ClockStep;
import org.waypost.parking.Dispatcher;
import org.waypost.parking.Parking;
import org.waypost.parking.RetrySchedule;
import org.waypost.parking.SqlParkedMail;
import org.waypost.queue.ApplicationQueue;
import org.waypost.queue.OutboundQueue;
import org.waypost.rewriting.SenderRewriter;
import org.waypost.routing.JsonRouteFormat;
import org.waypost.routing.ManagedRoutes;
import org.waypost.routing.RouteFormat;
import org.waypost.routing.Router;
import org.waypost.routing.UsualRoute;
import org.waypost.scheduling.AdaptiveSites;
import org.waypost.scheduling.JsonShapingFormat;
import org.waypost.scheduling.ManagedShaping;
import org.waypost.scheduling.SiteLimits;
import org.waypost.secrets.KeyFile;
import org.waypost.secrets.SharedSecret;
import org.waypost.smtpclient.SmtpClient;
import org.waypost.stats.Counters;
import org.waypost.stats.NodeStatistics;
import org.waypost.store.Database;
import org.waypost.store.Ledger;
import org.waypost.submission.InvalidSubmissionException;
import org.waypost.submission.RelaySubmissions;
import org.waypost.submission.Submissions;
import org.waypost.submission.UnavailableException;
import org.waypost.suspension.ManagedSuspensions;
import org.waypost.trace.SqlTrace;
import org.waypost.trace.TraceWriter;

/**
 * The parts of a node, put together. Made by {@link NodeBean} when the application starts; closed
 * when it stops.
 */
public final class Relay implements AutoCloseable {

  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
  private static final Logger LOG = System.getLogger(Relay.class.getName());

  private final Database database;
  private final Ledger ledger;
  private final DnsResolver dns;
  private final OutboundTls outboundTls;
  private final SmtpClient client;
  private final TraceWriter traceWriter;
  private final SqlTrace trace;
  private final ContentTable content;
  private final Parking parking;
  private final SqlParkedMail parkedMail;
  private final JsonShapingFormat shapingFormat;
  private final ManagedShaping shaping;
  private final SqlQueueOperations operations;
  private final ManagedSuspensions suspensions;
  private final AdaptiveSites sites;
  private final Dispatcher dispatcher;
  private final SqlCapturedMail captured;
  private final RecipientPolicy recipientPolicy;
  private final Bounces bounces;
  private final Intake intake;
  private final RelaySubmissions submissions;
  private final NodeStatistics statistics;
  private final Identity identity;
  private final Worker worker;
  private final Probes probes;
  private final ManagedListeners listeners;
  private final SenderRewriter senders;
  private final ManagedRoutes routes;
  private final ManagedAliases aliases;
  private final RecipientCheck recipientCheck;
  private final Settings settings;
  private final List<ScheduledFuture<?>> tasks;

  /**
   * Opens the database, and starts the ledger and the periodic tasks.
   *
   * @param streamProperty see {@link OutboundQueue}
   */
  static Relay start(
      Settings settings,
      ConnectionFactory connections,
      Optional<String> streamProperty,
      SmtpServerConnectionFactory smtpServer,
      RelaySubmissions.InTransaction transactions,
      ThreadFactory threads,
      ScheduledExecutorService timer) {
    Database database = Database.open(settings.data().resolve("db"), settings.dbUrl());
    Ledger ledger = null;
    try {
      SpoolFolder.prepare(settings.data().resolve("spool"));
      ledger = new Ledger(database, threads);
      return new Relay(
          settings,
          database,
          ledger,
          connections,
          streamProperty,
          smtpServer,
          transactions,
          threads,
          timer);
    } catch (IOException | RuntimeException e) {
      // In a server that goes on, the next deployment must find the data folder free.
      if (ledger != null) {
        ledger.close();
      }
      database.close();
      throw new IllegalStateException("The relay does not start: " + e.getMessage(), e);
    }
  }

  private Relay(
      Settings settings,
      Database database,
      Ledger ledger,
      ConnectionFactory connections,
      Optional<String> streamProperty,
      SmtpServerConnectionFactory smtpServer,
      RelaySubmissions.InTransaction transactions,
      ThreadFactory threads,
      ScheduledExecutorService timer) {
    this.settings = settings;
    this.database = database;
    this.ledger = ledger;
    String hostname = settings.hostname();
    RetrySchedule schedule = new RetrySchedule(settings.retrySchedule(), settings.expiry());
    Counters counters = new Counters();
    Router router = new Router(settings.mode(), UsualRoute.of(settings));
    OutboundQueue queue = new OutboundQueue(connections, streamProperty);
    senders =
        new SenderRewriter(
            SharedSecret.open(database, ledger, SenderRewriter.SECRET), InstantSource.system());
    bounces = new Bounces(settings.bounces(), database, ledger, senders);
    recipientPolicy =
        new RecipientPolicy(counters, Optional.of(bounces.list()), bounces.addresses()::takes);
    routes =
        new ManagedRoutes(
            database,
            ledger,
            KeyFile.open(settings.data(), settings.secretKey()),
            schedule,
            router);
    routes.sync();
    aliases = new ManagedAliases(database, ledger, senders);
    aliases.sync();
    identity = Identity.open(settings, database, ledger, threads);
    traceWriter = new TraceWriter(ledger);
    trace = new SqlTrace(database);
    content = new ContentTable(database);
    captured = new SqlCapturedMail(trace, database, ledger);
    statistics = new NodeStatistics(counters, database);
    DiskSpace disk = new DiskSpace(settings.data(), settings.jmsUrl().isEmpty());
    intake =
        new Intake(
            hostname,
            router,
            queue,
            traceWriter,
            counters,
            new HeldMail(ledger, traceWriter, schedule),
            aliases,
            disk);
    recipientCheck = new RecipientCheck(recipientPolicy, aliases, router, counters);
    parking = new Parking(database, ledger);
    parkedMail = new SqlParkedMail(database, ledger, parking);
    suspensions = new ManagedSuspensions(database, ledger, Clock.systemUTC());
    shapingFormat = new JsonShapingFormat(SiteLimits.of(settings.siteConnections()));
    shaping = new ManagedShaping(database, ledger, shapingFormat);
    shaping.sync();
    sites = new AdaptiveSites(shaping, suspensions, settings.deliveryWorkers());
    dispatcher =
        new Dispatcher(
            database,
            ledger,
            counters,
            sites,
            claims -> sendInTransaction(transactions, queue, claims));
    submissions =
        new RelaySubmissions(
            intake,
            transactions,
            ledger,
            database,
            new RelaySubmissions.Limits(
                hostname, settings.maxMessageSize(), settings.maxRecipients()),
            Optional.of(bounces.list()));
    dns = new DnsResolver(settings.dns());
    if (settings.mode() == Settings.Mode.RELAY) {
      dns.checkDnssec();
    }
    outboundTls = OutboundTls.open(settings, dns, database, ledger, this::sendReport);
    client = outboundTls.client(hostname, dns);
    probes = new Probes(queue);
    Workers.Parts parts =
        new Workers.Parts(
            settings,
            router,
            dns,
            new OwnAddresses(
                hostname,
                settings.ownAddresses(),
                settings.mxPort(),
                this::listening,
                dns,
                System::nanoTime),
            client,
            outboundTls.parts(),
            sites,
            suspensions,
            ledger,
            database,
            traceWriter,
            parking,
            content,
            schedule,
            counters,
            bounces.parts(),
            probes::arrived,
            queue::putAside,
            new ApplicationQueue(connections, streamProperty),
            senders,
            aliases);
    worker = Workers.create(parts);
    Collected collected = Workers.collected(parts);
    listeners = new ManagedListeners(database, ledger, new JsonListenerFormat(), smtpServer);
    try {
      listeners.start(settings.listenerLimits());
    } catch (RuntimeException e) {
      // The caller closes what was open before; these have threads of their own.
      client.close();
      outboundTls.close();
      dns.close();
      identity.close();
      throw e;
    }
    operations =
        new SqlQueueOperations(
            database,
            ledger,
            parking,
            Workers.returns(parts),
            name -> router.find(name).isPresent(),
            threads,
            Clock.systemUTC());
    bounces.parts().counters().register(statistics.registry());
    ListenerMetrics.register(listeners, statistics.registry());
    ClockStep clockStep = new ClockStep(ledger, Clock.systemUTC());
    DnsMetrics.register(dns, statistics.registry());
    tasks =
        List.of(
            every(timer, 2000, 2000, "looking for changed listeners", listeners::sync),
            every(timer, 2000, 2000, "looking for suppressed addresses", bounces::sync),
            every(timer, 2000, 2000, "looking for changed TLS policies", outboundTls.rules()::sync),
            every(timer, 60_000, 60_000, "looking after published policies", outboundTls::tend),
            every(timer, 10_000, 10_000, "counting TLS sessions", outboundTls::writeCounts),
            every(timer, 2000, 2000, "looking for suspensions", suspensions::sync),
            every(timer, 2000, 2000, "looking for changed routes", routes::sync),
            every(timer, 60_000, 60_000, "telling what was collected", collected::tell),
            every(timer, 2000, 2000, "looking for changed aliases", aliases::sync),
            every(timer, 250, 250, "writing the trace", traceWriter::flush),
            every(timer, 500, 500, "sending what is due", dispatcher::sendDue),
            every(timer, 500, 100, "sending what waits", dispatcher::sendWaiting),
            every(timer, 500, 500, "watching sites", sites::watch),
            every(timer, 2000, 2000, "looking for changed shaping rules", shaping::sync),
            every(timer, 1000, 1000, "sampling", statistics::sample),
            every(timer, 60_000, 300_000, "reviving lost claims", parking::reviveLost),
            every(timer, 20_000, 120_000, "looking at the clock", clockStep::mend),
            every(timer, 0, 1000, "looking at the disk", disk::look),
            every(timer, 30_000, 600_000, "deleting what is old", this::deleteOld));
  }

  /** Where this node takes mail; nowhere, before the listeners are there. */
  private List<InetSocketAddress> listening() {
    if (listeners == null) {
      return List.of();
    }
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

  private void sendReport(EmailAddress from, EmailAddress to, byte[] octets) throws IOException {
    try {
      submissions.submit(
          from.toString(),
          List.of(to.toString()),
          new MemoryContent(octets),
          new Submissions.Submitter(null, "127.0.0.1"));
    } catch (InvalidSubmissionException | UnavailableException e) {
      throw new IOException("The report to " + to + " is not taken: " + e.getMessage(), e);
    }
  }

  private static void sendInTransaction(
      RelaySubmissions.InTransaction transactions,
      OutboundQueue queue,
      List<org.waypost.queue.ClaimCheck> claims) {
    try {
      transactions.run(
          () -> {
            queue.send(claims);
            return null;
          });
    } catch (Exception e) {
      throw new IllegalStateException("Claim checks could not be queued", e);
    }
  }

  /** Runs a task again and again; one that fails is logged, and runs again at its next time. */
  private static ScheduledFuture<?> every(
      ScheduledExecutorService timer, long first, long pause, String what, Runnable task) {
    return timer.scheduleWithFixedDelay(
        () -> {
          try {
            task.run();
          } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "Failed at " + what, e);
          }
        },
        first,
        pause,
        TimeUnit.MILLISECONDS);
  }

  private void deleteOld() {
    Instant now = Instant.now();
    captured.deleteAcceptedBefore(now.minus(settings.keepCaptured()).toEpochMilli());
    new org.waypost.trace.TraceRetention(database, ledger)
        .deleteFinishedBefore(now.minus(settings.keepTrace()));
    submissions.forgetKeys(now);
    identity.deleteOld();
    operations.deleteOld();
    bounces.deleteOld();
  }

  /** Who may have mail relayed. */
  public RecipientPolicy recipientPolicy() {
    return recipientPolicy;
  }

  /** What deals with failures. */
  Bounces bounces() {
    return bounces;
  }

  /** The way in. */
  public Intake intake() {
    return intake;
  }

  /** What handles the queue. */
  public Worker worker() {
    return worker;
  }

  RelaySubmissions submissions() {
    return submissions;
  }

  SqlTrace trace() {
    return trace;
  }

  ContentTable content() {
    return content;
  }

  SqlParkedMail parkedMail() {
    return parkedMail;
  }

  ManagedSuspensions suspensions() {
    return suspensions;
  }

  SqlQueueOperations operations() {
    return operations;
  }

  SqlCapturedMail captured() {
    return captured;
  }

  NodeStatistics statistics() {
    return statistics;
  }

  Identity identity() {
    return identity;
  }

  Database database() {
    return database;
  }

  RouteExplainer routeExplainer() {
    return new DryRun(aliases, routes, routeFormat(), senders, dns);
  }

  RouteFormat routeFormat() {
    return JsonRouteFormat.ofRest(new RetrySchedule(settings.retrySchedule(), settings.expiry()));
  }

  ManagedAliases aliases() {
    return aliases;
  }

  /** Whom mail is taken for. */
  public RecipientCheck recipientCheck() {
    return recipientCheck;
  }

  AdaptiveSites sites() {
    return sites;
  }

  ManagedShaping shaping() {
    return shaping;
  }

  JsonShapingFormat shapingFormat() {
    return shapingFormat;
  }

  ManagedRoutes routes() {
    return routes;
  }

  ManagedListeners listeners() {
    return listeners;
  }

  OutboundTls outboundTls() {
    return outboundTls;
  }

  Probes probes() {
    return probes;
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
    tasks.forEach(task -> task.cancel(false));
    listeners.close();
    operations.close();
    worker.stop(STOP_LIMIT);
    client.close();
    outboundTls.close();
    dns.close();
    identity.close();
    try {
      outboundTls.writeCounts();
      traceWriter.flush();
    } finally {
      ledger.close();
      database.close();
    }
  }
}
