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

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.waypost.api.event.MailEvent;
import org.waypost.api.mail.Reply;
import org.waypost.content.ContentTable;
import org.waypost.events.EventLog;
import org.waypost.parking.ParkedGroup;
import org.waypost.stats.Counters;
import org.waypost.store.Statements;
import org.waypost.trace.MessageState;
import org.waypost.trace.TraceTable;

/** Returns parked mail to its sender because an administrator says so. */
public final class Returns {

  private static final Logger LOG = System.getLogger(Returns.class.getName());

  private final Notifications notifications;
  private final ContentTable content;
  private final Counters counters;
  private final EventLog events;

  /** Tells senders by these notifications, and returns what is in this table. */
  Returns(Notifications notifications, ContentTable content, Counters counters, EventLog events) {
    this.notifications = notifications;
    this.content = content;
    this.counters = counters;
    this.events = events;
  }

  /** Where changes are told. */
  public EventLog events() {
    return events;
  }

  /** A group that is ready to be returned. */
  public final class Return {
    private final ParkedGroup parked;
    private final Reply reply;
    private final Optional<Notifications.Notification> notification;

    private Return(
        ParkedGroup parked, Reply reply, Optional<Notifications.Notification> notification) {
      this.parked = parked;
      this.reply = reply;
      this.notification = notification;
    }

    /**
     * Writes that it has failed, and the notification. Part of the caller's ledger work, which
     * removes the group.
     */
    public void write(Statements statements) throws SQLException {
      TraceTable.setState(
          statements,
          parked.header().id(),
          parked.group().addresses(),
          MessageState.BOUNCED,
          reply.toString());
      events.changed(
          statements,
          parked.header().id(),
          parked.group().addresses(),
          MailEvent.Type.BOUNCED,
          new EventLog.Why(reply, null, null));
      if (notification.isPresent()) {
        notifications.park(statements, notification.get());
      }
    }

    /** Says that it is written. */
    public void written() {
      counters.bounced(parked.group().recipients().size());
      LOG.log(
          Level.INFO,
          "{0} returned, group {1}: {2}",
          parked.header().id(),
          String.valueOf(parked.group().number()),
          reply);
    }
  }

  /**
   * Makes the notification for a group. Reads the content, so it is no part of a ledger work.
   *
   * @param reason what the sender is told
   */
  public Return prepare(ParkedGroup parked, String reason) {
    // Other undefined status (RFC 3463 3.1): no rule of the protocol has failed the mail.
    Reply reply = Reply.of(554, "5.0.0", reason);
    List<Result> results = Result.same(parked.group(), MessageState.BOUNCED, reply);
    Job job =
        new Job(
            parked.header(),
            parked.group(),
            content.read(
                parked.header().id(),
                parked.group().number(),
                parked.header().size(),
                parked.header().eightBit()),
            parked.attempts(),
            parked.expiresAt(),
            parked.told(),
            parked.redirect(),
            true);
    return new Return(parked, reply, notifications.of(job, results, Instant.now()));
  }
}
