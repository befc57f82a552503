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
package org.waypost.listeners;

import jakarta.json.Json;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.waypost.api.listener.ListenerDefinition;
import org.waypost.json.InvalidMemberException;
import org.waypost.store.Database;
import org.waypost.store.Ledger;
import org.waypost.store.Statements;

/** The definitions in SQL. */
final class ListenerTable {

  /** A listener as it is stored. */
  record Row(ListenerDefinition definition, boolean draining, Stamp stamp) {
    Instant changedAt() {
      return Instant.ofEpochMilli(stamp.changedAt());
    }
  }

  /** What tells one state of a listener from another, one that was deleted among them. */
  record Stamp(String name, long version, long changedAt) {}

  /** How many listeners there may be, as every one of them is looked at every 2 seconds. */
  static final int MOST = 1000;

  private static final int MOST_CHARACTERS = 100_000;
  private static final String COLUMNS = "name, definition, draining, version, changed_at";
  private static final int SEED = 1;

  private final Database database;
  private final Ledger ledger;
  private final ListenerFormat format;

  ListenerTable(Database database, Ledger ledger, ListenerFormat format) {
    this.database = database;
    this.ledger = ledger;
    this.format = format;
  }

  /** Makes these listeners, unless that was done once before, by this node or another. */
  void seed(List<ListenerDefinition> first) {
    if (isSeeded()) {
      return;
    }
    try {
      ledger.writeAndWait(
          statements -> {
            statements.update(
                "insert into listener_seed (id, at) values (?, ?)",
                SEED,
                System.currentTimeMillis());
            for (ListenerDefinition definition : first) {
              insert(statements, definition);
            }
            return null;
          });
    } catch (RuntimeException e) {
      // Another node may have been faster.
      if (!isSeeded()) {
        throw e;
      }
    }
  }

  List<Stamp> stamps() {
    return database.read(
        statements ->
            statements.query(
                "select name, version, changed_at from listener order by name limit " + MOST,
                row -> new Stamp(row.getString(1), row.getLong(2), row.getLong(3))));
  }

  /** A page of them, without those that are not understood. */
  List<Row> rows(long offset, int limit) {
    return database.read(
        statements ->
            statements
                .query(
                    "select " + COLUMNS + " from listener order by name limit ? offset ?",
                    this::understood,
                    limit,
                    offset)
                .stream()
                .flatMap(Optional::stream)
                .toList());
  }

  private Optional<Row> understood(ResultSet row) throws SQLException {
    try {
      return Optional.of(row(row));
    } catch (InvalidMemberException e) {
      // Told in the log when it was to be applied.
      return Optional.empty();
    }
  }

  long count() {
    return database.read(statements -> statements.number("select count(*) from listener"));
  }

  /** Whether there is one of that name, understood or not. */
  boolean exists(String name) {
    return database.read(statements -> exists(statements, name));
  }

  Optional<Row> find(String name) {
    return database.read(statements -> find(statements, name));
  }

  /** False when there is one of that name, or no room for another. */
  boolean insert(ListenerDefinition definition) {
    return ledger.writeAndWait(
        statements -> {
          if (exists(statements, definition.name())) {
            return false;
          }
          insert(statements, definition);
          return true;
        });
  }

  /** Changes the listener, or makes it. */
  void put(ListenerDefinition definition) {
    ledger.writeAndWait(
        statements -> {
          if (exists(statements, definition.name())) {
            update(statements, definition, false);
          } else {
            insert(statements, definition);
          }
          return null;
        });
  }

  /** Pauses or resumes; false when there is none of that name. */
  boolean pause(String name, boolean paused, boolean draining) {
    return ledger.writeAndWait(
        statements -> {
          Optional<Row> row = find(statements, name);
          if (row.isPresent()) {
            update(statements, row.get().definition().withPaused(paused), draining);
          }
          return row.isPresent();
        });
  }

  boolean delete(String name) {
    return ledger.writeAndWait(
        statements -> statements.update("delete from listener where name = ?", name) > 0);
  }

  private boolean isSeeded() {
    return database.read(
        statements -> statements.exists("select 1 from listener_seed where id = ?", SEED));
  }

  /** Whether there is one, understood or not. */
  private static boolean exists(Statements statements, String name) throws SQLException {
    return statements.exists("select 1 from listener where name = ?", name);
  }

  private Optional<Row> find(Statements statements, String name) throws SQLException {
    return statements.first("select " + COLUMNS + " from listener where name = ?", this::row, name);
  }

  private void insert(Statements statements, ListenerDefinition definition) throws SQLException {
    statements.update(
        "insert into listener (" + COLUMNS + ") values (?, ?, ?, ?, ?)",
        definition.name(),
        text(definition),
        false,
        1L,
        System.currentTimeMillis());
  }

  private void update(Statements statements, ListenerDefinition definition, boolean draining)
      throws SQLException {
    statements.update(
        "update listener set definition = ?, draining = ?, version = version + 1, changed_at = ?"
            + " where name = ?",
        text(definition),
        draining,
        System.currentTimeMillis(),
        definition.name());
  }

  private String text(ListenerDefinition definition) {
    String text = format.write(definition).build().toString();
    if (text.length() > MOST_CHARACTERS) {
      throw new InvalidMemberException("name", "the definition is too long to be stored");
    }
    return text;
  }

  private Row row(ResultSet row) throws SQLException {
    String name = row.getString(1);
    try (JsonReader reader = Json.createReader(new StringReader(row.getString(2)))) {
      return new Row(
          format.read(name, reader.readObject()),
          row.getBoolean(3),
          new Stamp(name, row.getLong(4), row.getLong(5)));
    }
  }
}
