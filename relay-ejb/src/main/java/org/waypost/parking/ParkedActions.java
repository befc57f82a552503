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
package org.waypost.parking;

import java.sql.SQLException;
import org.waypost.content.ContentTable;
import org.waypost.parking.ParkedEntry.State;
import org.waypost.store.Statements;

/**
 * What administrators do to a parked group. Every method takes part in the caller's ledger work,
 * and returns false, having done nothing, when the group is no longer what the candidate says.
 *
 * <p>Who takes a group away from a claim check in the queue raises its claim by 2, so that the
 * check, which would raise it by 1, is void.
 */
public final class ParkedActions {

  private static final String SAME =
      " where message_id = ? and group_number = ? and claim = ? and state = ?";

  private ParkedActions() {}

  /** Makes it due now. */
  public static boolean retry(Statements statements, Candidate candidate) throws SQLException {
    return changed(
        candidate,
        statements.update(
            "update parked set due_at = ?,"
                + " state = case when state = 'WAITING' then 'DEFERRED' else state end"
                + SAME,
            System.currentTimeMillis(),
            candidate.id().value(),
            candidate.group(),
            candidate.claim(),
            candidate.state().name()));
  }

  /**
   * Keeps it until it is released.
   *
   * @param note why, or null
   */
  public static boolean hold(Statements statements, Candidate candidate, String note)
      throws SQLException {
    return changed(
        candidate,
        statements.update(
            "update parked set state = 'HELD', held_from = ?, note = ?, claim = claim + 2,"
                + " owner = null, changed_at = ?"
                + SAME,
            (candidate.state() == State.SCHEDULED ? State.SCHEDULED : State.DEFERRED).name(),
            note,
            System.currentTimeMillis(),
            candidate.id().value(),
            candidate.group(),
            candidate.claim(),
            candidate.state().name()));
  }

  /** Lets go what is held: at once, or when its send time comes. */
  public static boolean release(Statements statements, Candidate candidate) throws SQLException {
    long now = System.currentTimeMillis();
    return changed(
        candidate,
        statements.update(
            "update parked set state = coalesce(held_from, 'DEFERRED'), held_from = null,"
                + " note = null, changed_at = ?,"
                + " due_at = case when held_from = 'SCHEDULED' then due_at else ? end"
                + SAME,
            now,
            now,
            candidate.id().value(),
            candidate.group(),
            candidate.claim(),
            candidate.state().name()));
  }

  /**
   * Sends it another way: at once, unless it is held or scheduled.
   *
   * @param route name of the route; null for the routes' own choice
   */
  public static boolean redirect(Statements statements, Candidate candidate, String route)
      throws SQLException {
    boolean stays = candidate.state() == State.HELD || candidate.state() == State.SCHEDULED;
    long now = System.currentTimeMillis();
    return changed(
        candidate,
        stays
            ? statements.update(
                "update parked set redirect = ?, changed_at = ?" + SAME,
                route,
                now,
                candidate.id().value(),
                candidate.group(),
                candidate.claim(),
                candidate.state().name())
            : statements.update(
                "update parked set redirect = ?, changed_at = ?, due_at = ?, state = 'DEFERRED',"
                    + " site = null, owner = null, claim = claim + 2"
                    + SAME,
                route,
                now,
                now,
                candidate.id().value(),
                candidate.group(),
                candidate.claim(),
                candidate.state().name()));
  }

  /** Removes it with its content. */
  public static boolean remove(Statements statements, Candidate candidate) throws SQLException {
    boolean removed =
        changed(
            candidate,
            statements.update(
                "delete from parked" + SAME,
                candidate.id().value(),
                candidate.group(),
                candidate.claim(),
                candidate.state().name()));
    if (removed) {
      ContentTable.delete(statements, candidate.id(), candidate.group());
    }
    return removed;
  }

  private static boolean changed(Candidate candidate, int rows) {
    if (rows > 1) {
      throw new IllegalStateException(candidate.id() + " has two rows of one group");
    }
    return rows == 1;
  }
}
