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
package org.waypost.trace;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.MessageId;
import org.waypost.events.EventLog;
import org.waypost.queue.MailHeader;
import org.waypost.store.Ledger;
import org.waypost.store.Statements;

/**
 * Writes acceptances late and outcomes at once.
 *
 * <p>An acceptance waits in memory for up to {@value #LAG_MILLIS} ms: most messages are delivered
 * by then, and acceptance and outcome become one insert. What waits when the process dies is not
 * lost, because the outcome carries everything. Safe for use by any number of threads.
 */
public final class TraceWriter {

  /** How long an acceptance waits to be joined by its outcome, in milliseconds. */
  public static final long LAG_MILLIS = 500;

  private static final int FLUSH_BATCH = 200;

  /** While the database is away, more than this is left to the outcomes to write. */
  private static final int MAX_WAITING = 100_000;

  private final Ledger ledger;
  private final EventLog events;
  private final ConcurrentMap<MessageId, Acceptance> waiting = new ConcurrentHashMap<>();

  private record Acceptance(MailHeader header, List<EmailAddress> recipients, long at) {}

  /** Writes through this ledger, and tells nobody. */
  public TraceWriter(Ledger ledger) {
    this(ledger, EventLog.NONE);
  }

  /** Writes through this ledger, and tells of what is accepted. */
  public TraceWriter(Ledger ledger, EventLog events) {
    this.ledger = ledger;
    this.events = events;
  }

  /** Where changes are told. */
  public EventLog events() {
    return events;
  }

  /** Notes that a message has been accepted and committed to the queue. Never blocks. */
  public void accepted(MailHeader header, List<EmailAddress> recipients) {
    if (waiting.size() < MAX_WAITING) {
      waiting.put(header.id(), new Acceptance(header, recipients, System.nanoTime()));
    }
  }

  /** Number of acceptances that are not written yet. */
  public int waiting() {
    return waiting.size();
  }

  /**
   * Writes an attempt, together with the acceptance if that has not been written. Part of the
   * caller's ledger work.
   *
   * @param group the recipients that the attempt knows, for the case that the acceptance is lost
   * @return false when it had been written before
   */
  public boolean attempted(
      Statements statements, MailHeader header, List<EmailAddress> group, Attempted attempted)
      throws SQLException {
    Acceptance acceptance = waiting.get(header.id());
    if (TraceTable.knows(statements, header.id())) {
      if (TraceTable.knowsAttempt(statements, header.id(), attempted.group(), attempted.number())) {
        return false;
      }
      TraceTable.update(statements, header, attempted, events);
    } else {
      TraceTable.insert(
          statements,
          header,
          acceptance == null ? group : acceptance.recipients(),
          MessageState.QUEUED,
          attempted,
          events);
    }
    return true;
  }

  /**
   * Writes that some recipients wait for a place at their destination. Part of the caller's ledger
   * work.
   */
  public void waiting(Statements statements, MailHeader header, List<EmailAddress> group)
      throws SQLException {
    if (!TraceTable.knows(statements, header.id())) {
      Acceptance acceptance = waiting.get(header.id());
      TraceTable.insert(
          statements,
          header,
          acceptance == null ? group : acceptance.recipients(),
          MessageState.QUEUED,
          events);
    }
    TraceTable.setState(statements, header.id(), group, MessageState.DEFERRED);
  }

  /** Writes that some recipients wait for an administrator. Part of the caller's ledger work. */
  public void held(Statements statements, MailHeader header, List<EmailAddress> group)
      throws SQLException {
    waiting(statements, header, group);
    TraceTable.setState(statements, header.id(), group, MessageState.HELD);
  }

  /** Says that an attempt of the message is on disk, so that its acceptance need not be written. */
  public void settled(MessageId id) {
    waiting.remove(id);
  }

  /** Writes a message that is parked from the start. Part of the caller's ledger work. */
  public void scheduled(
      Statements statements, MailHeader header, List<EmailAddress> recipients, MessageState state)
      throws SQLException {
    if (!TraceTable.knows(statements, header.id())) {
      TraceTable.insert(statements, header, recipients, state, events);
    }
  }

  /** Hands the acceptances that have waited long enough to the ledger; called twice a second. */
  public void flush() {
    long now = System.nanoTime();
    List<Acceptance> batch = new ArrayList<>(FLUSH_BATCH);
    for (Acceptance acceptance : waiting.values()) {
      if (now - acceptance.at() >= LAG_MILLIS * 1_000_000) {
        batch.add(acceptance);
        if (batch.size() == FLUSH_BATCH) {
          write(List.copyOf(batch));
          batch.clear();
        }
      }
    }
    if (!batch.isEmpty()) {
      write(List.copyOf(batch));
    }
  }

  private void write(List<Acceptance> batch) {
    ledger.writeAndWait(
        statements -> {
          for (Acceptance acceptance : batch) {
            if (!TraceTable.knows(statements, acceptance.header().id())) {
              TraceTable.insert(
                  statements,
                  acceptance.header(),
                  acceptance.recipients(),
                  MessageState.QUEUED,
                  events);
            }
          }
          return null;
        });
    batch.forEach(acceptance -> waiting.remove(acceptance.header().id(), acceptance));
  }
}
