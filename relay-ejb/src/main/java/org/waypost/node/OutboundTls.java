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

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.waypost.api.settings.Settings;
import org.waypost.dane.DnsTlsaPolicies;
import org.waypost.delivery.PolicyFailures;
import org.waypost.delivery.TlsParts;
import org.waypost.dns.DnsResolver;
import org.waypost.mtasts.StsCache;
import org.waypost.smtpclient.AccessTokens;
import org.waypost.smtpclient.Config;
import org.waypost.smtpclient.PemFolder;
import org.waypost.smtpclient.SmtpClient;
import org.waypost.smtpclient.TlsObserver;
import org.waypost.smtpclient.TrustAnchors;
import org.waypost.store.Database;
import org.waypost.store.Ledger;
import org.waypost.tlspolicy.ManagedTlsRules;
import org.waypost.tlsreport.TlsCounts;
import org.waypost.tlsreport.TlsReports;

/** What secures the way out, put together. */
final class OutboundTls implements AutoCloseable {

  private final Settings settings;
  private final TrustAnchors trust;
  private final ManagedTlsRules rules;
  private final StsCache sts;
  private final TlsParts parts;
  private final TlsCounts counts = new TlsCounts(Clock.systemUTC());
  private final Optional<TlsReports> reports;

  private OutboundTls(
      Settings settings,
      DnsResolver dns,
      Database database,
      Ledger ledger,
      TlsReports.Outbox outbox) {
    this.settings = settings;
    this.trust = settings.tlsTrust().map(TrustAnchors::with).orElseGet(TrustAnchors::ofPlatform);
    this.rules = new ManagedTlsRules(database, ledger);
    this.sts = new StsCache(dns, trust.context(), database, ledger);
    this.parts =
        new TlsParts(
            rules::book, new DnsTlsaPolicies(dns), sts, reporting() ? counts : PolicyFailures.NONE);
    this.reports =
        settings
            .tlsReportFrom()
            .map(
                from ->
                    new TlsReports(
                        counts,
                        database,
                        ledger,
                        dns,
                        trust.context(),
                        outbox,
                        settings.hostname(),
                        from,
                        Clock.systemUTC()));
  }

  /** Reads what the database knows of policies. */
  static OutboundTls open(
      Settings settings,
      DnsResolver dns,
      Database database,
      Ledger ledger,
      TlsReports.Outbox outbox) {
    OutboundTls tls = new OutboundTls(settings, dns, database, ledger, outbox);
    tls.rules.sync();
    tls.sts.sync();
    return tls;
  }

  /** The SMTP client that keeps to it. */
  SmtpClient client(String hostname, DnsResolver dns) {
    return new SmtpClient(
        dns,
        Config.of(hostname)
            .with(trust)
            .with(new PemFolder(settings.data().resolve("tls").resolve("clients"))),
        reporting() ? counts : TlsObserver.NONE,
        new AccessTokens());
  }

  ManagedTlsRules rules() {
    return rules;
  }

  TlsParts parts() {
    return parts;
  }

  private boolean reporting() {
    return settings.tlsReportFrom().isPresent();
  }

  void runBy(Timetable timetable) {
    timetable.every(Timetable.CHANGES, "looking for changed TLS policies", rules::sync);
    // Soon after the start: a day may have ended while the node was down.
    timetable.every(
        Duration.ofSeconds(5),
        Duration.ofMinutes(1),
        "looking after published policies",
        this::tend);
    timetable.every(Duration.ofSeconds(10), "counting TLS sessions", this::writeCounts);
  }

  /** Called at the end, too. */
  void writeCounts() {
    reports.ifPresent(TlsReports::flush);
  }

  private void tend() {
    sts.sync();
    sts.deleteExpired();
    reports.ifPresent(TlsReports::sendDue);
  }

  @Override
  public void close() {
    sts.close();
  }
}
