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
package org.waypost.suspension;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.waypost.store.Statements;

/** The table of suspensions. Every method takes part in the caller's work. */
final class SuspensionTable {

  /** How many there may be, as every node has them in memory. */
  static final int MOST = 10_000;

  private static final String COLUMNS =
      "id, kind, name, reason, until_at, created_at, created_by from suspension";

  private SuspensionTable() {}

  /** What tells one state of the table from another: ids grow with time. */
  record Stamp(long count, String newest) {}

  static Stamp stamp(Statements statements) throws SQLException {
    return statements
        .first(
            "select count(*), coalesce(max(id), '') from suspension",
            row -> new Stamp(row.getLong(1), row.getString(2)))
        .orElseThrow();
  }

  static List<Suspended> all(Statements statements) throws SQLException {
    return statements.query(
        "select " + COLUMNS + " order by id desc limit " + MOST, SuspensionTable::read);
  }

  static boolean exists(Statements statements, Suspended.Kind kind, String name)
      throws SQLException {
    return statements.exists(
        "select 1 from suspension where kind = ? and name = ?", kind.name(), name);
  }

  static void insert(Statements statements, Suspended suspended) throws SQLException {
    statements.update(
        "insert into suspension (id, kind, name, reason, until_at, created_at, created_by)"
            + " values (?, ?, ?, ?, ?, ?, ?)",
        suspended.id(),
        suspended.kind().name(),
        suspended.name(),
        suspended.reason(),
        suspended.until().map(Instant::toEpochMilli).orElse(null),
        suspended.createdAt().toEpochMilli(),
        suspended.createdBy().orElse(null));
  }

  static boolean delete(Statements statements, String id) throws SQLException {
    return statements.update("delete from suspension where id = ?", id) > 0;
  }

  static void deleteEnded(Statements statements, long now) throws SQLException {
    statements.update("delete from suspension where until_at <= ?", now);
  }

  private static Suspended read(ResultSet row) throws SQLException {
    long until = row.getLong(5);
    Optional<Instant> end =
        row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(until));
    return new Suspended(
        row.getString(1),
        Suspended.Kind.valueOf(row.getString(2)),
        row.getString(3),
        row.getString(4),
        end,
        Instant.ofEpochMilli(row.getLong(6)),
        Optional.ofNullable(row.getString(7)));
  }
}
