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
import java.io.InputStream;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.EnhancedStatus;
import org.waypost.api.mail.MessageId;
import org.waypost.api.mail.Reply;
import org.waypost.api.smtp.MailContent;
import org.waypost.bounce.DeliveryStatusNotification;
import org.waypost.bounce.FailureReport;
import org.waypost.content.ContentTable;
import org.waypost.content.MemoryContent;
import org.waypost.intake.HeaderScan;
import org.waypost.parking.ParkedEntry;
import org.waypost.parking.ParkedGroup;
import org.waypost.parking.ParkedTable;
import org.waypost.parking.RetrySchedule;
import org.waypost.queue.DestinationGroup;
import org.waypost.queue.MailHeader;
import org.waypost.routing.Router;
import org.waypost.store.Statements;
import org.waypost.trace.Attempted;
import org.waypost.trace.MessageState;
import org.waypost.trace.TraceWriter;

/**
 * Makes the notification for recipients that failed, and parks it, due at once.
 *
 * <p>It is parked and not sent to the queue, so that it is written in the same transaction as the
 * failure: neither is there without the other, whatever dies when.
 */
final class Notifications {

  private static final int HEADER_LIMIT = 64 * 1024;

  private final String hostname;
  private final Router router;
  private final RetrySchedule schedule;
  private final TraceWriter trace;

  Notifications(String hostname, Router router, RetrySchedule schedule, TraceWriter trace) {
    this.hostname = hostname;
    this.router = router;
    this.schedule = schedule;
    this.trace = trace;
  }

  /** A notification with its content, ready to be parked. */
  record Notification(ParkedGroup parked, MailContent content) {}

  /** The notification about what failed; nothing when nothing did, or the sender is null. */
  Optional<Notification> of(Job job, List<Attempted.Result> results, Instant now) {
    EmailAddress sender = job.header().sender();
    List<FailureReport.Recipient> failed =
        results.stream()
            .filter(
                result ->
                    result.state() == MessageState.BOUNCED
                        || result.state() == MessageState.EXPIRED)
            .map(result -> failed(result, now))
            .toList();
    // RFC 5321 6.1: nothing is ever sent about a notification.
    if (failed.isEmpty() || sender.isNullSender()) {
      return Optional.empty();
    }
    MessageId id = MessageId.next();
    byte[] octets =
        DeliveryStatusNotification.build(
            new FailureReport(
                job.header().id(),
                sender,
                job.header().acceptedAt(),
                hostname,
                failed,
                headerOf(job.content()),
                job.header().smtpUtf8()),
            id,
            now);
    return Optional.of(parked(id, sender, new MemoryContent(octets), now));
  }

  /** Writes a notification. Part of the caller's ledger work. */
  void park(Statements statements, Notification notification) throws SQLException {
    MailHeader header = notification.parked().header();
    DestinationGroup group = notification.parked().group();
    trace.scheduled(statements, header, group.recipients(), MessageState.QUEUED);
    ParkedTable.park(statements, notification.parked());
    ContentTable.store(statements, header.id(), group.number(), notification.content());
  }

  private Notification parked(MessageId id, EmailAddress sender, MailContent content, Instant now) {
    List<EmailAddress> recipients = List.of(sender);
    HeaderScan scan = scan(content);
    MailHeader header =
        new MailHeader(
            id,
            now,
            EmailAddress.NULL_SENDER,
            MailHeader.Origin.LOCAL,
            scan.subject(),
            scan.messageId(),
            List.of(),
            1,
            content.size(),
            sender.needsSmtpUtf8(),
            content.hasEightBit());
    DestinationGroup group = router.group(EmailAddress.NULL_SENDER, recipients).get(0);
    return new Notification(
        new ParkedGroup(
            header, group, ParkedEntry.State.DEFERRED, 0, now, schedule.expiresAt(now), null),
        content);
  }

  private static FailureReport.Recipient failed(Attempted.Result result, Instant now) {
    return new FailureReport.Recipient(
        result.recipient(),
        result.state() == MessageState.EXPIRED
            ? FailureReport.Action.EXPIRED
            : FailureReport.Action.FAILED,
        reply(result.reply()),
        result.host(),
        now,
        null);
  }

  /** Reads a reply as {@link Reply#toString} writes it. */
  private static Reply reply(String line) {
    int code = Integer.parseInt(line.substring(0, 3));
    String rest = line.substring(Math.min(4, line.length()));
    return EnhancedStatus.atStartOf(rest)
        .map(status -> new Reply(code, status, rest.substring(status.toString().length()).strip()))
        .orElseGet(() -> new Reply(code, null, rest));
  }

  private static HeaderScan scan(MailContent content) {
    try {
      return HeaderScan.of(content);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("Octets in memory can be read", e);
    }
  }

  /** The header of a message, as far as it lies within the first 64 KiB. */
  private static byte[] headerOf(MailContent content) {
    byte[] start;
    try (InputStream in = content.open()) {
      start = in.readNBytes(HEADER_LIMIT);
    } catch (IOException e) {
      return new byte[0];
    }
    for (int i = 0; i + 3 < start.length; i++) {
      if (start[i] == '\r' && start[i + 1] == '\n' && start[i + 2] == '\r') {
        return Arrays.copyOf(start, i + 2);
      }
    }
    return start;
  }
}
