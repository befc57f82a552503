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
package org.waypost.suppression;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.waypost.classification.Category;
import org.waypost.store.Statements;

/** The list in SQL. Every method takes part in the caller's work. */
final class SuppressionTable {

  static final String COLUMNS =
      "address, scope, category, reason, origin, message_id, hits, created_at, expires_at";

  private SuppressionTable() {}

  static Optional<Suppression> find(Statements statements, String address, String scope)
      throws SQLException {
    return statements.first(
        "select " + COLUMNS + " from suppression where address = ? and scope = ?",
        SuppressionTable::read,
        address,
        scope);
  }

  /** Makes or replaces an entry; true when there was none. */
  static boolean put(Statements statements, Suppression entry) throws SQLException {
    int updated =
        statements.update(
            "update suppression set category = ?, reason = ?, origin = ?, message_id = ?,"
                + " hits = hits + 1, changed_at = ?, expires_at = ?"
                + " where address = ? and scope = ?",
            entry.category().word(),
            entry.reason(),
            origin(entry),
            entry.messageId().orElse(null),
            System.currentTimeMillis(),
            millis(entry.expiresAt()),
            entry.address(),
            entry.scope());
    if (updated > 0) {
      return false;
    }
    statements.update(
        "insert into suppression (address, scope, category, reason, origin, message_id, hits,"
            + " created_at, changed_at, expires_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        entry.address(),
        entry.scope(),
        entry.category().word(),
        entry.reason(),
        origin(entry),
        entry.messageId().orElse(null),
        entry.count(),
        entry.since().toEpochMilli(),
        System.currentTimeMillis(),
        millis(entry.expiresAt()));
    return true;
  }

  /** Counts another reason for an entry that an administrator made, which stays as it is. */
  static boolean countManual(Statements statements, String address, String scope)
      throws SQLException {
    return statements.update(
            "update suppression set hits = hits + 1 where address = ? and scope = ?"
                + " and origin in ('manual', 'import')",
            address,
            scope)
        > 0;
  }

  static Suppression read(ResultSet row) throws SQLException {
    long expires = row.getLong(9);
    return new Suppression(
        row.getString(1),
        row.getString(2),
        Category.of(row.getString(3)),
        row.getString(4),
        Suppression.Origin.valueOf(row.getString(5).toUpperCase(Locale.ROOT)),
        Optional.ofNullable(row.getString(6)),
        row.getInt(7),
        Instant.ofEpochMilli(row.getLong(8)),
        expires == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(expires)));
  }

  private static String origin(Suppression entry) {
    return entry.origin().name().toLowerCase(Locale.ROOT);
  }

  private static long millis(Optional<Instant> time) {
    return time.map(Instant::toEpochMilli).orElse(0L);
  }
}
