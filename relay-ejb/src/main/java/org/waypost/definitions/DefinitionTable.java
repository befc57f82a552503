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
package org.waypost.definitions;

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
import java.util.OptionalLong;
import org.waypost.json.InvalidMemberException;
import org.waypost.store.Database;
import org.waypost.store.Ledger;
import org.waypost.store.Statements;

/** The definitions of one kind in SQL. Every change tells the version that it made. */
final class DefinitionTable<T> {

  private static final Logger LOG = System.getLogger(DefinitionTable.class.getName());

  private final Database database;
  private final Ledger ledger;
  private final Kind<T> kind;
  private final String table;

  DefinitionTable(Database database, Ledger ledger, Kind<T> kind) {
    this.database = database;
    this.ledger = ledger;
    this.kind = kind;
    this.table = kind.table();
  }

  long version() {
    return database.read(kind.version()::read);
  }

  /** All that are understood. */
  List<Stored<T>> all() {
    return rows(kind.most(), 0);
  }

  List<Stored<T>> rows(int limit, long offset) {
    return database
        .read(
            statements ->
                statements.query(
                    select() + "order by position, name limit ? offset ?",
                    this::understood,
                    limit,
                    offset))
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  long count() {
    return database.read(this::count);
  }

  Optional<Stored<T>> find(String name) {
    return database.read(
        statements -> statements.first(select() + "where name = ?", this::row, name));
  }

  /** Makes or changes one; nothing when there is one that is not to be replaced. */
  OptionalLong put(T definition, long time, boolean replacing) {
    String name = kind.name().apply(definition);
    int position = kind.position().applyAsInt(definition);
    String text = text(definition);
    return ledger.writeAndWait(
        statements -> {
          if (!statements.exists("select 1 from " + table + " where name = ?", name)) {
            requireRoom(statements);
            statements.update(
                "insert into "
                    + table
                    + " (name, position, definition, changed_at)"
                    + " values (?, ?, ?, ?)",
                name,
                position,
                text,
                time);
          } else if (replacing) {
            statements.update(
                "update "
                    + table
                    + " set position = ?, definition = ?, changed_at = ?"
                    + " where name = ?",
                position,
                text,
                time,
                name);
          } else {
            return OptionalLong.empty();
          }
          return raised(statements);
        });
  }

  /** Nothing when there is none of that name. */
  OptionalLong delete(String name) {
    return ledger.writeAndWait(
        statements ->
            statements.update("delete from " + table + " where name = ?", name) > 0
                ? raised(statements)
                : OptionalLong.empty());
  }

  private OptionalLong raised(Statements statements) throws SQLException {
    kind.version().raise(statements);
    return OptionalLong.of(kind.version().read(statements));
  }

  private void requireRoom(Statements statements) throws SQLException {
    if (count(statements) >= kind.most()) {
      throw new InvalidMemberException("name", "there are " + kind.most() + " already");
    }
  }

  private long count(Statements statements) throws SQLException {
    return statements.number("select count(*) from " + table);
  }

  private String select() {
    return "select name, definition, changed_at from " + table + " ";
  }

  private String text(T definition) {
    String text = kind.write().apply(definition).build().toString();
    if (text.length() > kind.characters()) {
      throw new InvalidMemberException(kind.longest(), "makes this too long to be stored");
    }
    return text;
  }

  /** One that is not understood leaves the others alone. */
  private Optional<Stored<T>> understood(ResultSet row) throws SQLException {
    try {
      return Optional.of(row(row));
    } catch (InvalidMemberException e) {
      LOG.log(
          Level.ERROR,
          "{0} {1} in the database is not understood, and not followed: {2}: {3}",
          kind.called(),
          row.getString(1),
          e.member(),
          e.getMessage());
      return Optional.empty();
    }
  }

  private Stored<T> row(ResultSet row) throws SQLException {
    try (JsonReader reader = Json.createReader(new StringReader(row.getString(2)))) {
      return new Stored<>(
          kind.read().apply(row.getString(1), reader.readObject()),
          kind.shipped().containsKey(row.getString(1)),
          Instant.ofEpochMilli(row.getLong(3)));
    }
  }
}
