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

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.waypost.json.InvalidMemberException;
import org.waypost.store.Database;
import org.waypost.store.Ledger;
import org.waypost.store.Statements;

/**
 * What administrators define of one kind, sources or pools, in SQL.
 *
 * @param <T> the kind
 */
final class SourceTable<T> {

  /** How many there may be of a kind, as every node holds them in memory. */
  static final int MOST = 1_000;

  private static final int MOST_CHARACTERS = 60_000;
  private static final Logger LOG = System.getLogger(SourceTable.class.getName());

  private final Database database;
  private final Ledger ledger;
  private final String table;
  private final BiFunction<String, JsonObject, T> reader;

  /**
   * In this table.
   *
   * @param table its name, which becomes part of statements
   * @param reader of a definition with its name
   */
  SourceTable(
      Database database, Ledger ledger, String table, BiFunction<String, JsonObject, T> reader) {
    this.database = database;
    this.ledger = ledger;
    this.table = table;
    this.reader = reader;
  }

  /**
   * A definition as it is stored.
   *
   * @param <T> its kind
   */
  record Row<T>(T value, Instant changedAt) {}

  /** Raised with each change of either kind. */
  static long version(Database database) {
    return database.read(
        statements ->
            statements.number("select version from scheduling_version where kind = 'sources'"));
  }

  /** All that are understood, by name. */
  List<Row<T>> all() {
    return database
        .read(
            statements ->
                statements.query(
                    "select name, definition, changed_at from "
                        + table
                        + " order by name limit "
                        + MOST,
                    this::understood))
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  /** One that a newer version wrote, perhaps, leaves the others alone. */
  private Optional<Row<T>> understood(ResultSet row) throws SQLException {
    try (JsonReader json = Json.createReader(new StringReader(row.getString(2)))) {
      return Optional.of(
          new Row<>(
              reader.apply(row.getString(1), json.readObject()),
              Instant.ofEpochMilli(row.getLong(3))));
    } catch (InvalidMemberException e) {
      LOG.log(
          Level.ERROR,
          "{0} {1} in the database is not understood, and not used: {2}: {3}",
          table,
          row.getString(1),
          e.member(),
          e.getMessage());
      return Optional.empty();
    }
  }

  /** Changes a definition, or makes it; false when it is there and must not be. */
  boolean put(String name, JsonObject definition, boolean isNew) {
    String text = definition.toString();
    if (text.length() > MOST_CHARACTERS) {
      throw new InvalidMemberException("", "the definition is too long to be stored");
    }
    return ledger.writeAndWait(
        statements -> {
          boolean there = statements.exists("select 1 from " + table + " where name = ?", name);
          if (there && isNew) {
            return false;
          }
          if (there) {
            statements.update(
                "update " + table + " set definition = ?, changed_at = ? where name = ?",
                text,
                System.currentTimeMillis(),
                name);
          } else {
            insert(statements, name, text);
          }
          raise(statements);
          return true;
        });
  }

  private void insert(Statements statements, String name, String text) throws SQLException {
    if (statements.number("select count(*) from " + table) >= MOST) {
      throw new InvalidMemberException("name", "there are " + MOST + " already");
    }
    statements.update(
        "insert into " + table + " (name, definition, changed_at) values (?, ?, ?)",
        name,
        text,
        System.currentTimeMillis());
  }

  boolean delete(String name) {
    return ledger.writeAndWait(
        statements -> {
          raise(statements);
          return statements.update("delete from " + table + " where name = ?", name) > 0;
        });
  }

  private static void raise(Statements statements) throws SQLException {
    statements.update("update scheduling_version set version = version + 1 where kind = 'sources'");
  }
}
