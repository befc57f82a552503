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
package org.waypost.tlsreport;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import org.waypost.api.mail.EmailAddress;
import org.waypost.dns.TextLookup;
import org.waypost.dns.TextRecords;
import org.waypost.store.Database;
import org.waypost.store.Ledger;
import org.waypost.store.StoreException;

/** Makes the reports of the days that are over, and sends them; each is one node's. */
public final class TlsReports {

  private static final Logger LOG = System.getLogger(TlsReports.class.getName());

  /** Between attempts; also how long a node that died keeps a report from others. */
  private static final Duration PAUSE = Duration.ofHours(1);

  /** RFC 8460 5.5: for a day. */
  private static final int MOST_ATTEMPTS = 24;

  private static final Duration KEEP = Duration.ofDays(14);
  private static final int AT_A_TIME = 50;
  private static final int MOST_RESULTS = 2000;

  private final TlsCounts counts;
  private final TlsResultTable table;
  private final TextRecords dns;
  private final ReportPost post;
  private final Outbox outbox;
  private final String submitter;
  private final EmailAddress from;
  private final Clock clock;
  private final String owner = UUID.randomUUID().toString();

  /** Takes a message for delivery. */
  @FunctionalInterface
  public interface Outbox {
    /**
     * Takes it; when this returns, it is safe.
     *
     * @throws IOException when it is not taken
     */
    void send(EmailAddress from, EmailAddress to, byte[] octets) throws IOException;
  }

  /**
   * Of these counts.
   *
   * @param tls by which hosts that take reports are verified
   * @param submitter name of this installation
   * @param from whom mail with reports comes from, and who is named as contact
   */
  public TlsReports(
      TlsCounts counts,
      Database database,
      Ledger ledger,
      TextRecords dns,
      SSLContext tls,
      Outbox outbox,
      String submitter,
      EmailAddress from,
      Clock clock) {
    this.counts = counts;
    this.table = new TlsResultTable(database, ledger);
    this.dns = dns;
    this.post = new ReportPost(tls);
    this.outbox = outbox;
    this.submitter = submitter;
    this.from = from;
    this.clock = clock;
  }

  /** Writes what was counted. Called every 10 seconds, and at the end. */
  public void flush() {
    Map<TlsResult, Long> taken = counts.take();
    if (taken.isEmpty()) {
      return;
    }
    try {
      table.add(taken);
    } catch (StoreException e) {
      counts.putBack(taken);
      throw e;
    }
  }

  /** Sends what is due. Called every few minutes. */
  public void sendDue() {
    Instant now = clock.instant();
    LocalDate today = LocalDate.now(clock);
    for (TlsReportKey key : table.due(today, now.minus(PAUSE), AT_A_TIME)) {
      int attempt = table.claim(key, owner, now, now.minus(PAUSE));
      if (attempt > 0) {
        String outcome;
        boolean done;
        try {
          outcome = send(key);
          done = true;
        } catch (IOException e) {
          outcome = String.valueOf(e.getMessage());
          done = attempt >= MOST_ATTEMPTS;
        }
        table.note(key, done, outcome);
        LOG.log(Level.INFO, "TLS report of {0} to {1}: {2}", key.day(), key.domain(), outcome);
      }
    }
    table.deleteBefore(today.minusDays(KEEP.toDays()));
  }

  /** What came of it; a report that no address took is tried again. */
  private String send(TlsReportKey key) throws IOException {
    TextLookup lookup = dns.texts("_smtp._tls." + key.domain());
    if (lookup instanceof TextLookup.Failed failed) {
      throw new IOException(failed.reason());
    }
    ReportAddresses addresses =
        ReportAddresses.of(lookup instanceof TextLookup.Found found ? found.texts() : List.of());
    if (addresses.isEmpty()) {
      return "not asked for";
    }
    TlsReport report =
        new TlsReport(
            key,
            UUID.randomUUID().toString(),
            submitter,
            from.toString(),
            table.results(key, MOST_RESULTS));
    List<String> sent = new ArrayList<>();
    IOException failure = null;
    for (EmailAddress to : addresses.mail()) {
      try {
        outbox.send(from, to, ReportMail.of(report, from, to, clock.instant()));
        sent.add("mailto:" + to);
      } catch (IOException e) {
        failure = e;
      }
    }
    for (URI to : addresses.https()) {
      try {
        post.send(report, to);
        sent.add(to.toString());
      } catch (IOException e) {
        failure = e;
      }
    }
    if (sent.isEmpty() && failure != null) {
      throw failure;
    }
    return "sent to " + String.join(", ", sent);
  }
}
