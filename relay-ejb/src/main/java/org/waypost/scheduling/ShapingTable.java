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
package org.waypost.scheduling;

import jakarta.json.Json;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.waypost.json.InvalidMemberException;
import org.waypost.store.Database;
import org.waypost.store.Ledger;
import org.waypost.store.Statements;

/** The shaping rules of administrators, in SQL. */
final class ShapingTable {

  /** How many rules there may be, as every node holds them in memory. */
  static final int MOST = 1_000;

  private static final int MOST_CHARACTERS = 60_000;
  private static final Logger LOG = System.getLogger(ShapingTable.class.getName());

  private final Database database;
  private final Ledger ledger;
  private final ShapingFormat format;

  ShapingTable(Database database, Ledger ledger, ShapingFormat format) {
    this.database = database;
    this.ledger = ledger;
    this.format = format;
  }

  /** A rule as it is stored. */
  record Row(ShapingRule rule, Instant changedAt) {}

  /** Raised with each change. */
  long version() {
    return database.read(
        statements ->
            statements.number("select version from scheduling_version where kind = 'shaping'"));
  }

  /** All rules that are understood. */
  List<Row> all() {
    return database
        .read(
            statements ->
                statements.query(
                    "select name, definition, changed_at from shaping_rule order by name limit "
                        + MOST,
                    this::understood))
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  /** One that a newer version wrote, perhaps, leaves the others alone. */
  private Optional<Row> understood(ResultSet row) throws SQLException {
    try (JsonReader reader = Json.createReader(new StringReader(row.getString(2)))) {
      return Optional.of(
          new Row(
              format.read(row.getString(1), reader.readObject()),
              Instant.ofEpochMilli(row.getLong(3))));
    } catch (InvalidMemberException e) {
      LOG.log(
          Level.ERROR,
          "Shaping rule {0} in the database is not understood, and not followed: {1}: {2}",
          row.getString(1),
          e.member(),
          e.getMessage());
      return Optional.empty();
    }
  }

  /** Changes a rule, or makes it; false when it is there and must not be. */
  boolean put(ShapingRule rule, boolean isNew) {
    String text = format.write(rule).build().toString();
    if (text.length() > MOST_CHARACTERS) {
      throw new InvalidMemberException("replies", "the rule is too long to be stored");
    }
    return ledger.writeAndWait(
        statements -> {
          int changed =
              isNew && exists(statements, rule.name())
                  ? -1
                  : statements.update(
                      "update shaping_rule set position = ?, definition = ?, changed_at = ?"
                          + " where name = ?",
                      rule.position(),
                      text,
                      System.currentTimeMillis(),
                      rule.name());
          if (changed == 0) {
            insert(statements, rule, text);
          }
          raise(statements);
          return changed >= 0;
        });
  }

  private static boolean exists(Statements statements, String name) throws SQLException {
    return statements.exists("select 1 from shaping_rule where name = ?", name);
  }

  private static void insert(Statements statements, ShapingRule rule, String text)
      throws SQLException {
    if (statements.number("select count(*) from shaping_rule") >= MOST) {
      throw new InvalidMemberException("name", "there are " + MOST + " rules already");
    }
    statements.update(
        "insert into shaping_rule (name, position, definition, changed_at) values (?, ?, ?, ?)",
        rule.name(),
        rule.position(),
        text,
        System.currentTimeMillis());
  }

  boolean delete(String name) {
    return ledger.writeAndWait(
        statements -> {
          raise(statements);
          return statements.update("delete from shaping_rule where name = ?", name) > 0;
        });
  }

  private static void raise(Statements statements) throws SQLException {
    statements.update("update scheduling_version set version = version + 1 where kind = 'shaping'");
  }
}
