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
package org.waypost.sources;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.waypost.store.Statements;

/** What left from each source on each day, in SQL. */
final class DayCountTable {

  private DayCountTable() {}

  /** Adds to counts, and says what they come to. Part of the caller's ledger work. */
  static Map<DayCounts.Key, Long> add(Statements statements, Map<DayCounts.Key, Long> added)
      throws SQLException {
    Map<DayCounts.Key, Long> totals = new HashMap<>();
    for (Map.Entry<DayCounts.Key, Long> each : added.entrySet()) {
      DayCounts.Key key = each.getKey();
      int updated =
          statements.update(
              "update source_day set used = used + ?"
                  + " where source = ? and sent_on = ? and scope = ?",
              each.getValue(),
              key.source(),
              key.day().toString(),
              key.scope());
      if (updated == 0) {
        // When another node is faster, this is refused, and comes again with the next group.
        statements.update(
            "insert into source_day (source, sent_on, scope, used) values (?, ?, ?, ?)",
            key.source(),
            key.day().toString(),
            key.scope(),
            each.getValue());
      }
      totals.put(
          key,
          statements.number(
              "select used from source_day where source = ? and sent_on = ? and scope = ?",
              key.source(),
              key.day().toString(),
              key.scope()));
    }
    return totals;
  }

  /** All counts of a day and later. */
  static Map<DayCounts.Key, Long> since(Statements statements, LocalDate day) throws SQLException {
    Map<DayCounts.Key, Long> counts = new HashMap<>();
    statements.query(
        "select source, sent_on, scope, used from source_day where sent_on >= ?",
        row ->
            counts.put(
                new DayCounts.Key(
                    row.getString(1), LocalDate.parse(row.getString(2)), row.getString(3)),
                row.getLong(4)),
        day.toString());
    return counts;
  }

  static int deleteBefore(Statements statements, LocalDate day) throws SQLException {
    return statements.update("delete from source_day where sent_on < ?", day.toString());
  }
}
