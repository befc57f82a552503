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

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.waypost.api.event.MailEvent;
import org.waypost.api.mail.Reply;
import org.waypost.classification.Category;
import org.waypost.events.EventLog;
import org.waypost.parking.ParkedGroup;
import org.waypost.store.Statements;
import org.waypost.trace.Attempted;
import org.waypost.trace.MessageState;

/** Tells what attempts came to, in the ledger work of the outcome. */
final class OutcomeEvents {

  private static final int MOST_TEXT = 2_000;

  private final EventLog log;

  OutcomeEvents(EventLog log) {
    this.log = log;
  }

  /** Tells the results of an attempt. */
  void write(
      Statements statements,
      Job job,
      Attempted attempted,
      List<Result> results,
      Failures.Noted failed,
      Optional<ParkedGroup> parked)
      throws SQLException {
    if (!log.isWanted()) {
      return;
    }
    MailEvent.Message message = EventLog.message(job.header());
    for (Result result : results) {
      Category category = failed.categories().get(result);
      log.write(
          statements,
          new MailEvent(
              EventLog.newId(),
              type(result),
              attempted.at().plusMillis(attempted.millis()),
              message,
              result.recipient().address().toString(),
              result.traced().original(),
              new MailEvent.Attempt(
                  attempted.number(),
                  attempted.at(),
                  Math.max(0, attempted.millis()),
                  attempted.route(),
                  result.host(),
                  result.state() == MessageState.UNCERTAIN),
              cut(result.reply()),
              category == null ? null : category.word(),
              null,
              result.isOpen() ? parked.map(ParkedGroup::dueAt).orElse(null) : null));
    }
  }

  /** Tells that a job has to wait for a place, without an attempt. */
  void waits(Statements statements, Job job, String reason, Instant now) throws SQLException {
    if (!log.isWanted()) {
      return;
    }
    MailEvent.Message message = EventLog.message(job.header());
    for (var recipient : job.group().addresses()) {
      log.write(
          statements,
          new MailEvent(
              EventLog.newId(),
              MailEvent.Type.DEFERRED,
              now,
              message,
              recipient.toString(),
              null,
              null,
              null,
              null,
              reason,
              null));
    }
  }

  private static MailEvent.Type type(Result result) {
    return switch (result.state()) {
      case DELIVERED -> result.isReceived() ? MailEvent.Type.RECEIVED : MailEvent.Type.DELIVERED;
      case CAPTURED -> MailEvent.Type.DELIVERED;
      case BOUNCED -> MailEvent.Type.BOUNCED;
      case EXPIRED -> MailEvent.Type.EXPIRED;
      case SUPPRESSED -> MailEvent.Type.SUPPRESSED;
      case DISCARDED, DELETED -> MailEvent.Type.DELETED;
      case HELD -> MailEvent.Type.HELD;
      case QUEUED, SCHEDULED, DEFERRED, UNCERTAIN -> MailEvent.Type.DEFERRED;
    };
  }

  private static Reply cut(Reply reply) {
    String text = reply.text();
    if (text.length() <= MOST_TEXT) {
      return reply;
    }
    boolean split = Character.isHighSurrogate(text.charAt(MOST_TEXT - 1));
    return new Reply(
        reply.code(), reply.status(), text.substring(0, split ? MOST_TEXT - 1 : MOST_TEXT));
  }
}
