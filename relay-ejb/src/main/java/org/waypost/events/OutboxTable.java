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
package org.waypost.events;

import java.sql.SQLException;
import java.util.List;
import org.waypost.store.Statements;

/** The events that are not published yet, in SQL. */
final class OutboxTable {

  /** The longest body, in characters. */
  static final int MOST_CHARACTERS = 100_000;

  private OutboxTable() {}

  /** An event in the table. */
  record Row(long seq, String body) {}

  /** Adds an event. Part of the caller's ledger work. */
  static void insert(Statements statements, String body) throws SQLException {
    statements.update("insert into event_outbox (body) values (?)", body);
  }

  /** Whether there is any. */
  static boolean isAny(Statements statements) throws SQLException {
    return statements.exists("select 1 from event_outbox order by seq limit 1");
  }

  /**
   * The first ones. An event that is committed later than one with a higher number is of another
   * message: whoever writes the next event of a message has seen the one before.
   */
  static List<Row> first(Statements statements, int limit) throws SQLException {
    return statements.query(
        "select seq, body from event_outbox order by seq limit ?",
        row -> new Row(row.getLong(1), row.getString(2)),
        limit);
  }

  /** Deletes these, in order; in runs, as their numbers mostly follow one another. */
  static void delete(Statements statements, List<Row> rows) throws SQLException {
    int from = 0;
    for (int at = 1; at <= rows.size(); at++) {
      if (at == rows.size() || rows.get(at).seq() != rows.get(at - 1).seq() + 1) {
        statements.update(
            "delete from event_outbox where seq between ? and ?",
            rows.get(from).seq(),
            rows.get(at - 1).seq());
        from = at;
      }
    }
  }

  /** About how many there are: found by the primary key alone. */
  static long waiting(Statements statements) throws SQLException {
    return statements.number(
        "select coalesce((select max(seq) from event_outbox)"
            + " - (select min(seq) from event_outbox) + 1, 0)");
  }
}
