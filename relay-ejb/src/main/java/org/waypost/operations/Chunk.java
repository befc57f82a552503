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
package org.waypost.operations;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.waypost.api.event.MailEvent;
import org.waypost.delivery.Returns;
import org.waypost.events.EventLog;
import org.waypost.parking.Candidate;
import org.waypost.parking.ParkedActions;
import org.waypost.parking.ParkedEntry.State;
import org.waypost.parking.ParkedTable;
import org.waypost.parking.Parking;
import org.waypost.store.Database;
import org.waypost.store.Statements;
import org.waypost.trace.MessageState;
import org.waypost.trace.TraceTable;

/** An action on some groups, prepared: what takes reading is done before the ledger is bothered. */
final class Chunk {

  private static final Logger LOG = System.getLogger(Chunk.class.getName());

  private final QueueAction action;
  private final List<Candidate> candidates;
  private final Parking parking;
  private final EventLog events;
  private final Map<Candidate, Returns.Return> returns;
  private final int unreadable;

  private Chunk(
      QueueAction action,
      List<Candidate> candidates,
      Parking parking,
      EventLog events,
      Map<Candidate, Returns.Return> returns,
      int unreadable) {
    this.action = action;
    this.candidates = candidates;
    this.parking = parking;
    this.events = events;
    this.returns = returns;
    this.unreadable = unreadable;
  }

  /** What a chunk needs. */
  record Parts(Database database, Parking parking, Returns returns) {}

  /**
   * What became of the groups.
   *
   * @param tally their numbers
   * @param inDelivery those that wait for the end of their attempt
   * @param returned those that were returned
   */
  record Outcome(Tally tally, List<Candidate> inDelivery, List<Returns.Return> returned) {
    /** Says what is written; called once it is on disk. */
    void written() {
      returned.forEach(Returns.Return::written);
    }
  }

  /** Prepares an action on these groups. */
  static Chunk prepare(QueueAction action, List<Candidate> candidates, Parts parts) {
    if (action.kind() != QueueAction.Kind.BOUNCE) {
      return new Chunk(action, candidates, parts.parking(), parts.returns().events(), Map.of(), 0);
    }
    Map<Candidate, Returns.Return> returns = new HashMap<>();
    List<Candidate> readable = new ArrayList<>();
    int unreadable = 0;
    for (Candidate candidate : candidates) {
      try {
        Optional<Returns.Return> prepared = prepare(action, candidate, parts);
        readable.add(candidate);
        prepared.ifPresent(it -> returns.put(candidate, it));
      } catch (RuntimeException e) {
        LOG.log(Level.ERROR, candidate.id() + " cannot be returned", e);
        unreadable++;
      }
    }
    return new Chunk(
        action, readable, parts.parking(), parts.returns().events(), returns, unreadable);
  }

  private static Optional<Returns.Return> prepare(
      QueueAction action, Candidate candidate, Parts parts) {
    return parts
        .database()
        .read(statements -> ParkedTable.find(statements, candidate.id(), candidate.group()))
        .map(parked -> parts.returns().prepare(parked, action.reason().orElseThrow()));
  }

  /** Acts on every group that is still as it was. Part of a ledger work. */
  Outcome apply(Statements statements) throws SQLException {
    long done = 0;
    long unchanged = 0;
    List<Candidate> inDelivery = new ArrayList<>();
    List<Returns.Return> returned = new ArrayList<>();
    for (Candidate candidate : candidates) {
      if (!fits(candidate)) {
        unchanged++;
      } else if (parking.isInDelivery(candidate)) {
        inDelivery.add(candidate);
      } else if (act(statements, candidate)) {
        done++;
        Optional.ofNullable(returns.get(candidate)).ifPresent(returned::add);
      } else {
        // It has moved since it was looked up; most likely it is on its way to a worker.
        inDelivery.add(candidate);
      }
    }
    return new Outcome(
        new Tally(done, inDelivery.size(), unchanged, unreadable), inDelivery, returned);
  }

  private boolean fits(Candidate candidate) {
    return switch (action.kind()) {
      case RETRY -> candidate.state() != State.HELD && candidate.state() != State.ACTIVE;
      case HOLD -> candidate.state() != State.HELD;
      case RELEASE -> candidate.state() == State.HELD;
      case REDIRECT -> !Objects.equals(candidate.redirect(), action.route().orElse(null));
      case BOUNCE, DELETE -> true;
    };
  }

  private boolean act(Statements statements, Candidate candidate) throws SQLException {
    switch (action.kind()) {
      case RETRY:
        return ParkedActions.retry(statements, candidate);
      case HOLD:
        return ParkedActions.hold(statements, candidate, action.reason().orElse(null))
            && traced(statements, candidate, MessageState.HELD);
      case RELEASE:
        return ParkedActions.release(statements, candidate)
            && traced(
                statements,
                candidate,
                candidate.heldFrom() == State.SCHEDULED
                    ? MessageState.SCHEDULED
                    : MessageState.DEFERRED);
      case REDIRECT:
        return ParkedActions.redirect(statements, candidate, action.route().orElse(null));
      case DELETE:
        return ParkedActions.remove(statements, candidate)
            && traced(statements, candidate, MessageState.DELETED);
      case BOUNCE:
        Returns.Return prepared = returns.get(candidate);
        if (prepared == null || !ParkedActions.remove(statements, candidate)) {
          return false;
        }
        prepared.write(statements);
        return true;
    }
    throw new IllegalStateException("Not an action: " + action.kind());
  }

  private boolean traced(Statements statements, Candidate candidate, MessageState state)
      throws SQLException {
    TraceTable.setState(statements, candidate.id(), candidate.recipients(), state);
    events.changed(
        statements,
        candidate.id(),
        candidate.recipients(),
        typeOf(state),
        EventLog.Why.of(action.reason().orElse(null)));
    return true;
  }

  private static MailEvent.Type typeOf(MessageState state) {
    return switch (state) {
      case HELD -> MailEvent.Type.HELD;
      case DELETED -> MailEvent.Type.DELETED;
      default -> MailEvent.Type.RELEASED;
    };
  }
}
