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

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.waypost.aliases.AddressRewriting;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.MailOptions;
import org.waypost.api.mail.MailOptions.ReturnContent;
import org.waypost.api.mail.MessageId;
import org.waypost.api.mail.Recipient;
import org.waypost.api.mail.Recipient.Notify;
import org.waypost.api.smtp.MailContent;
import org.waypost.bounce.CollectedNotice;
import org.waypost.bounce.DeliveryStatusNotification;
import org.waypost.bounce.StatusReport;
import org.waypost.bounce.StatusReport.Action;
import org.waypost.bounce.SummaryNotification;
import org.waypost.content.ContentTable;
import org.waypost.content.MemoryContent;
import org.waypost.intake.ExpandedRecipients;
import org.waypost.intake.HeaderScan;
import org.waypost.intake.MessageFields;
import org.waypost.parking.ParkedEntry;
import org.waypost.parking.ParkedGroup;
import org.waypost.parking.ParkedTable;
import org.waypost.parking.RetrySchedule;
import org.waypost.parking.Told;
import org.waypost.queue.DestinationGroup;
import org.waypost.queue.MailHeader;
import org.waypost.routing.Router;
import org.waypost.stats.FailureCounters;
import org.waypost.store.Statements;
import org.waypost.trace.MessageState;
import org.waypost.trace.TraceWriter;

/**
 * Makes the notification about an attempt, one for all recipients of whom there is something to
 * tell, and parks it, due at once.
 *
 * <p>It is parked and not sent to the queue, so that it is written in the same transaction as the
 * outcome: neither is there without the other, whatever dies when.
 */
final class Notifications {

  /** Marks a notification to the postmaster. */
  static final String DOUBLE_BOUNCE = "double-bounce";

  private static final Logger LOG = System.getLogger(Notifications.class.getName());

  private final String hostname;
  private final Router router;
  private final RetrySchedule schedule;
  private final TraceWriter trace;
  private final Tidings tidings;
  private final Languages languages;
  private final Optional<EmailAddress> postmaster;
  private final FailureCounters counters;
  private final NotificationRate rate;

  private final AddressRewriting addresses;

  Notifications(
      String hostname,
      Router router,
      RetrySchedule schedule,
      TraceWriter trace,
      Tidings tidings,
      AddressRewriting addresses) {
    this(
        hostname,
        router,
        schedule,
        trace,
        tidings,
        addresses,
        new Languages(Map.of()),
        Optional.empty(),
        new FailureCounters(),
        new NotificationRate(Optional.empty()));
  }

  /**
   * Tells senders.
   *
   * @param postmaster who is told of notifications that cannot be delivered; nothing for nobody
   */
  Notifications(
      String hostname,
      Router router,
      RetrySchedule schedule,
      TraceWriter trace,
      Tidings tidings,
      AddressRewriting addresses,
      Languages languages,
      Optional<EmailAddress> postmaster,
      FailureCounters counters,
      NotificationRate rate) {
    this.rate = rate;
    this.languages = languages;
    this.postmaster = postmaster;
    this.counters = counters;
    this.addresses = addresses;
    this.hostname = hostname;
    this.router = router;
    this.schedule = schedule;
    this.trace = trace;
    this.tidings = tidings;
  }

  /**
   * A notification with its content, ready to be parked.
   *
   * @param tells of what lateness it tells
   * @param collected what is written in its place, when it is one of too many
   */
  record Notification(
      ParkedGroup parked, MailContent content, Told tells, Optional<Storm> collected) {}

  /**
   * What is told together with other notifications, in place of this one.
   *
   * @param sender whom to tell
   * @param listed whether it is listed there; else it is counted
   */
  record Storm(EmailAddress sender, List<CollectedNotice> notices, boolean listed) {}

  /** The notification about results; nothing when there is nothing to tell, or nobody to tell. */
  Optional<Notification> of(Job job, List<Result> results, Instant now) {
    EmailAddress sender = job.header().sender();
    if (sender.isNullSender()) {
      return aboutNotification(job, results, now);
    }
    List<StatusReport.Recipient> told = new ArrayList<>();
    for (Result result : results) {
      tidings.of(job, result, now).ifPresent(action -> told.add(told(job, result, action, now)));
    }
    if (told.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(bounded(notification(job, sender, told, now), job, sender, told, now));
  }

  /**
   * RFC 5321 6.1: nothing is ever sent to a sender about a notification. Of one that failed for
   * good, the postmaster is told, once: whom that does not reach, nobody is told.
   */
  private Optional<Notification> aboutNotification(Job job, List<Result> results, Instant now) {
    List<StatusReport.Recipient> failed =
        results.stream()
            .filter(result -> result.state() == MessageState.BOUNCED || isExpired(result))
            .map(
                result ->
                    told(job, result, isExpired(result) ? Action.EXPIRED : Action.FAILED, now))
            .toList();
    if (failed.isEmpty() || postmaster.isEmpty()) {
      return Optional.empty();
    }
    if (job.header().tags().contains(DOUBLE_BOUNCE)
        || failed.stream().anyMatch(each -> each.address().equals(postmaster.get()))) {
      counters.lostNotification();
      LOG.log(
          Level.WARNING,
          "{0} is a notification that neither its receiver nor the postmaster took",
          job.header().id());
      return Optional.empty();
    }
    return Optional.of(
        bounded(
            notification(job, postmaster.get(), failed, now), job, postmaster.get(), failed, now));
  }

  private static boolean isExpired(Result result) {
    return result.state() == MessageState.EXPIRED;
  }

  private Notification notification(
      Job job, EmailAddress sender, List<StatusReport.Recipient> told, Instant now) {
    MessageId id = MessageId.next();
    MailOptions options = job.header().options();
    boolean failed =
        told.stream()
            .anyMatch(each -> each.action() == Action.FAILED || each.action() == Action.EXPIRED);
    boolean isDouble = job.header().sender().isNullSender();
    byte[] octets =
        DeliveryStatusNotification.build(
            new StatusReport(
                job.header().id(),
                sender,
                job.header().acceptedAt(),
                hostname,
                told,
                ReturnedContent.of(
                    job.content(),
                    isDouble && options.ret() == null
                        ? options.withRet(ReturnContent.FULL)
                        : options,
                    failed),
                job.header().smtpUtf8(),
                options.envelopeId(),
                languages.of(sender, job.content()),
                isDouble),
            id,
            now);
    boolean tellsOfDelay = told.stream().anyMatch(each -> each.action() == Action.DELAYED);
    Told tells = tellsOfDelay ? tidings.tells(job, now) : Told.NOTHING;
    MailContent content = new MemoryContent(octets);
    return new Notification(
        parked(id, sender, content, options, isDouble ? List.of(DOUBLE_BOUNCE) : List.of(), now),
        content,
        tells,
        Optional.empty());
  }

  private Notification bounded(
      Notification notification,
      Job job,
      EmailAddress sender,
      List<StatusReport.Recipient> told,
      Instant now) {
    NotificationRate.Decision decision = rate.next(sender, now);
    if (decision == NotificationRate.Decision.SEND) {
      return notification;
    }
    counters.collectedNotification();
    List<CollectedNotice> notices =
        told.stream()
            .map(
                each ->
                    new CollectedNotice(
                        job.header().id().value(),
                        each.address().toString(),
                        each.action().word(),
                        each.reply().toString(),
                        now))
            .toList();
    return new Notification(
        notification.parked(),
        notification.content(),
        notification.tells(),
        Optional.of(new Storm(sender, notices, decision == NotificationRate.Decision.COLLECT)));
  }

  /** One notification of what was collected. */
  Notification summary(EmailAddress sender, List<CollectedNotice> notices, long more, Instant now) {
    MessageId id = MessageId.next();
    MailContent content =
        new MemoryContent(
            SummaryNotification.build(
                sender,
                notices,
                more,
                hostname,
                languages.of(sender, new MemoryContent(new byte[0])),
                id,
                now));
    boolean isDouble = postmaster.filter(sender::equals).isPresent();
    return new Notification(
        parked(
            id,
            sender,
            content,
            MailOptions.NONE,
            isDouble ? List.of(DOUBLE_BOUNCE) : List.of(),
            now),
        content,
        Told.NOTHING,
        Optional.empty());
  }

  private static void collect(Statements statements, MessageId id, Storm storm, Instant at)
      throws SQLException {
    if (!storm.listed()) {
      CollectedTable.count(statements, id.value(), storm.sender(), storm.notices().size(), at);
      return;
    }
    int number = 0;
    for (CollectedNotice notice : storm.notices()) {
      CollectedTable.add(statements, id.value() + "/" + number++, storm.sender(), notice);
    }
  }

  /** Writes a notification. Part of the caller's ledger work. */
  void park(Statements statements, Notification notification) throws SQLException {
    MailHeader header = notification.parked().header();
    if (notification.collected().isPresent()) {
      collect(statements, header.id(), notification.collected().get(), header.acceptedAt());
      return;
    }
    DestinationGroup group = notification.parked().group();
    trace.scheduled(statements, header, group.addresses(), MessageState.QUEUED);
    ParkedTable.park(statements, notification.parked());
    ContentTable.store(statements, header.id(), group.number(), notification.content());
  }

  private ParkedGroup parked(
      MessageId id,
      EmailAddress sender,
      MailContent content,
      MailOptions about,
      List<String> tags,
      Instant now) {
    HeaderScan scan = scan(content);
    MailHeader header =
        new MailHeader(
            id,
            now,
            EmailAddress.NULL_SENDER,
            MailHeader.Origin.LOCAL,
            scan.subject(),
            scan.messageId(),
            tags,
            1,
            content.size(),
            content.hasEightBit(),
            options(about, sender));
    // RFC 3461 6.1: about a notification, nobody is notified.
    List<Recipient> recipients = recipients(sender);
    return new ParkedGroup(
        header,
        // One row for all, which takes the routes of each when it is due.
        router
            .group(header, new MessageFields(content), recipients, null)
            .get(0)
            .withRecipients(recipients),
        ParkedEntry.State.DEFERRED,
        0,
        now,
        schedule.expiresAt(header),
        Told.NOTHING,
        null,
        null,
        null);
  }

  /** The sender, or whom its address stands for: it may be an alias here. */
  private List<Recipient> recipients(EmailAddress sender) {
    List<Recipient> told = List.of(new Recipient(sender, Set.of(Notify.NEVER), null));
    ExpandedRecipients expanded = ExpandedRecipients.of(addresses, told);
    return expanded.refusal().isPresent() ? told : expanded.recipients();
  }

  /** A notification is as secret (RFC 8689 5) and as urgent (RFC 6710) as what it is about. */
  private static MailOptions options(MailOptions about, EmailAddress sender) {
    MailOptions options = MailOptions.NONE.withPriority(about.priority());
    options = about.requireTls() ? options.withRequireTls().withRet(ReturnContent.HDRS) : options;
    return sender.needsSmtpUtf8() ? options.withSmtpUtf8() : options;
  }

  private static StatusReport.Recipient told(Job job, Result result, Action action, Instant now) {
    return new StatusReport.Recipient(
        result.recipient().address(),
        result.recipient().originalRecipient(),
        action,
        result.reply(),
        result.host(),
        now,
        action == Action.DELAYED ? job.expiresAt() : null);
  }

  private static HeaderScan scan(MailContent content) {
    try {
      return HeaderScan.of(content);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("Octets in memory can be read", e);
    }
  }
}
