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

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.waypost.aliases.AddressRewriting;
import org.waypost.aliases.ReturnsApart;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.settings.Settings;
import org.waypost.content.MemoryContent;
import org.waypost.intake.CrowdedMail;
import org.waypost.intake.DiskSpace;
import org.waypost.intake.HeldMail;
import org.waypost.intake.Intake;
import org.waypost.intake.PolicyCheck;
import org.waypost.intake.RecipientCheck;
import org.waypost.intake.RecipientPolicy;
import org.waypost.intake.Screening;
import org.waypost.intake.SessionFilters;
import org.waypost.intake.SetAside;
import org.waypost.parking.RetrySchedule;
import org.waypost.queue.OutboundQueue;
import org.waypost.stats.Counters;
import org.waypost.submission.InvalidSubmissionException;
import org.waypost.submission.RelaySubmissions;
import org.waypost.submission.Submissions;
import org.waypost.submission.UnavailableException;
import org.waypost.submission.jms.SubmitWorker;
import org.waypost.templates.Templates;

/** How mail comes in: whom it is taken for, and where it goes then. */
final class Reception {

  private final Intake intake;
  private final RecipientCheck recipients;
  private final RelaySubmissions submissions;
  private final SubmitWorker submitWorker;
  private final DiskSpace disk;
  private final Templates templates;

  Reception(
      Settings settings,
      Storage storage,
      OutboundQueue queue,
      Server server,
      Records records,
      Routing routing,
      Scheduling scheduling,
      Bounces bounces,
      RetrySchedule schedule,
      Counters counters,
      Templates templates,
      PluginParts plugins) {
    this.templates = templates;
    AddressRewriting addresses = new ReturnsApart(routing.aliases(), bounces.addresses()::takes);
    disk = new DiskSpace(settings.data(), settings.jmsUrl().isEmpty());
    intake =
        new Intake(
            settings.hostname(),
            routing.router(),
            queue,
            records.writer(),
            counters,
            new HeldMail(storage.ledger(), records.writer(), schedule),
            Optional.of(
                new CrowdedMail(
                    scheduling.sites(),
                    storage.ledger(),
                    records.writer(),
                    schedule,
                    scheduling.lookAgain())),
            addresses,
            disk,
            Optional.of(
                new Screening(
                    new SessionFilters(plugins.slots().sessionFilters(), plugins.chain()),
                    new SetAside(storage.ledger(), records.writer(), schedule))));
    recipients =
        new RecipientCheck(
            new RecipientPolicy(counters, Optional.of(bounces.list()), bounces.addresses()::takes),
            addresses,
            routing.router(),
            counters,
            Optional.of(new PolicyCheck(plugins.slots())));
    submissions =
        new RelaySubmissions(
            intake,
            server.transactions(),
            storage.ledger(),
            storage.database(),
            new RelaySubmissions.Limits(
                settings.hostname(),
                settings.maxMessageSize(),
                settings.maxRecipients(),
                settings.idempotencyKeep(),
                settings.dbUrl().isEmpty()),
            Optional.of(bounces.list()),
            Optional.of(templates));
    submitWorker =
        new SubmitWorker(
            submissions,
            new SubmitWorker.Limits(settings.maxMessageSize(), settings.maxJsonSize()),
            server.connections(),
            server.streamProperty(),
            settings.data().resolve("spool"));
  }

  void runBy(Timetable timetable) {
    timetable.every(Duration.ZERO, Duration.ofSeconds(1), "looking at the disk", disk::look);
  }

  void deleteOld(Instant now) {
    submissions.forgetKeys(now);
  }

  /** The way in. */
  Intake intake() {
    return intake;
  }

  /** Whom mail is taken for. */
  RecipientCheck recipients() {
    return recipients;
  }

  /** What takes submissions from their queue. */
  SubmitWorker submitWorker() {
    return submitWorker;
  }

  Templates templates() {
    return templates;
  }

  RelaySubmissions submissions() {
    return submissions;
  }

  /**
   * Takes a report of the relay's own.
   *
   * @throws IOException when it is not taken
   */
  void report(EmailAddress from, EmailAddress to, byte[] octets) throws IOException {
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
}
