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

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.MessageId;
import org.waypost.api.mail.Recipient;
import org.waypost.parking.ParkedEntry.State;
import org.waypost.queue.RecipientsText;
import org.waypost.store.Statements;

/**
 * Finds the groups of a selection, for actions on them. For connections of their own, and not for
 * the ledger's: the statements are made for the selection.
 */
public final class Selected {

  private static final String COLUMNS =
      "p.message_id, p.group_number, p.recipients, p.state, p.claim, p.owner, p.held_from,"
          + " p.redirect";

  private Selected() {}

  /**
   * A place in the table, by its primary key: behind this group.
   *
   * @param id of a message; empty for the beginning
   * @param group number of the destination group
   */
  public record Position(String id, int group) {
    /** Before the first group. */
    public static final Position BEGIN = new Position("", 0);
  }

  /**
   * A stretch of the table.
   *
   * @param candidates the groups of the selection in it, in order
   * @param end its last group; nothing when the table ends within it
   */
  public record Stretch(List<Candidate> candidates, Optional<Position> end) {
    /** Copies the candidates. */
    public Stretch {
      candidates = List.copyOf(candidates);
    }
  }

  /** How many groups there are. */
  public static long count(Statements statements, Selection selection) throws SQLException {
    SelectionSql sql = SelectionSql.of(selection);
    return statements.number(
        "select count(*) from parked p where " + sql.condition(), sql.parameters());
  }

  /** Some groups of it, in no order. */
  public static List<Candidate> some(Statements statements, Selection selection, int limit)
      throws SQLException {
    SelectionSql sql = SelectionSql.of(selection);
    return statements.query(
        "select " + COLUMNS + " from parked p where " + sql.condition() + " limit ?",
        Selected::candidate,
        sql.parameters(limit));
  }

  /** What is parked of a message. This one may run on the ledger's connection. */
  public static List<Candidate> of(Statements statements, MessageId id) throws SQLException {
    return statements.query(
        "select " + COLUMNS + " from parked p where p.message_id = ? order by p.group_number",
        Selected::candidate,
        id.value());
  }

  /** A group, if it is there. */
  public static Optional<Candidate> one(Statements statements, MessageId id, int group)
      throws SQLException {
    return statements.first(
        "select " + COLUMNS + " from parked p where p.message_id = ? and p.group_number = ?",
        Selected::candidate,
        id.value(),
        group);
  }

  /**
   * Looks through the next groups of the table. The table is walked by its key whatever is
   * selected, so that a walk costs the same on every database and never sorts.
   *
   * @param after where the last stretch ended
   * @param before ids from this one on are left out
   * @param size groups to look at
   */
  public static Stretch next(
      Statements statements, Selection selection, Position after, String before, int size)
      throws SQLException {
    SelectionSql sql = SelectionSql.of(selection);
    record Row(Position position, Optional<Candidate> candidate) {}
    List<Row> rows =
        statements.query(
            "select "
                + COLUMNS
                + ", case when "
                + sql.condition()
                + " then 1 else 0 end from parked p where p.message_id >= ? and p.message_id < ?"
                + " and (p.message_id > ? or p.group_number > ?)"
                + " order by p.message_id, p.group_number limit ?",
            row ->
                new Row(
                    new Position(row.getString(1), row.getInt(2)),
                    row.getInt(9) == 1 ? Optional.of(candidate(row)) : Optional.empty()),
            sql.parameters(after.id(), before, after.id(), after.group(), size));
    return new Stretch(
        rows.stream().flatMap(row -> row.candidate().stream()).toList(),
        rows.size() < size ? Optional.empty() : Optional.of(rows.get(rows.size() - 1).position()));
  }

  private static Candidate candidate(ResultSet row) throws SQLException {
    String heldFrom = row.getString(7);
    return new Candidate(
        new MessageId(row.getString(1)),
        row.getInt(2),
        addresses(row.getString(3)),
        State.valueOf(row.getString(4)),
        row.getInt(5),
        row.getString(6),
        heldFrom == null ? null : State.valueOf(heldFrom),
        row.getString(8));
  }

  private static List<EmailAddress> addresses(String stored) {
    return RecipientsText.read(stored, null).stream().map(Recipient::address).toList();
  }
}
