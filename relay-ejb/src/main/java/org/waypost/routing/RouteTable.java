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
package org.waypost.routing;

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
import org.waypost.store.RoutingVersion;
import org.waypost.store.Statements;

/** The routes in SQL. */
final class RouteTable {

  /** How many routes there may be, as every node holds them in memory. */
  static final int MOST = 20_000;

  private static final Logger LOG = System.getLogger(RouteTable.class.getName());
  private static final int MOST_CHARACTERS = 100_000;
  private static final String SELECT = "select name, definition, changed_at from route ";

  private final Database database;
  private final Ledger ledger;
  private final RouteFormat format;
  private final RoutingVersion version = RoutingVersion.ROUTES;

  RouteTable(Database database, Ledger ledger, RouteFormat format) {
    this.database = database;
    this.ledger = ledger;
    this.format = format;
  }

  /** Raised with each change. */
  long version() {
    return database.read(version::read);
  }

  /** All routes that are understood. */
  List<RouteDefinition> all() {
    return rows(MOST, 0).stream().map(Routes.Stored::definition).toList();
  }

  List<Routes.Stored> rows(int limit, long offset) {
    return database
        .read(
            statements ->
                statements.query(
                    SELECT + "order by position, name limit ? offset ?",
                    this::understood,
                    limit,
                    offset))
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  long count() {
    return database.read(statements -> statements.number("select count(*) from route"));
  }

  Optional<Routes.Stored> find(String name) {
    return database.read(
        statements -> statements.first(SELECT + "where name = ?", this::row, name));
  }

  /**
   * Makes or changes a route; tells the version that this made, or nothing when there is one that
   * is not to be replaced.
   */
  OptionalLong put(RouteDefinition definition, boolean replacing) {
    String text = text(definition);
    return ledger.writeAndWait(
        statements -> {
          if (!exists(statements, definition.name())) {
            insert(statements, definition, text);
          } else if (replacing) {
            statements.update(
                "update route set position = ?, definition = ?, changed_at = ? where name = ?",
                definition.order(),
                text,
                System.currentTimeMillis(),
                definition.name());
          } else {
            return OptionalLong.empty();
          }
          return raised(statements);
        });
  }

  /** The version that this made; nothing when there is none of that name. */
  OptionalLong delete(String name) {
    return ledger.writeAndWait(
        statements ->
            statements.update("delete from route where name = ?", name) > 0
                ? raised(statements)
                : OptionalLong.empty());
  }

  private OptionalLong raised(Statements statements) throws SQLException {
    version.raise(statements);
    return OptionalLong.of(version.read(statements));
  }

  private void insert(Statements statements, RouteDefinition definition, String text)
      throws SQLException {
    if (statements.number("select count(*) from route") >= MOST) {
      throw new InvalidMemberException("name", "there are " + MOST + " routes already");
    }
    statements.update(
        "insert into route (name, position, definition, changed_at) values (?, ?, ?, ?)",
        definition.name(),
        definition.order(),
        text,
        System.currentTimeMillis());
  }

  private static boolean exists(Statements statements, String name) throws SQLException {
    return statements.exists("select 1 from route where name = ?", name);
  }

  private String text(RouteDefinition definition) {
    String text = format.write(definition).build().toString();
    if (text.length() > MOST_CHARACTERS) {
      throw new InvalidMemberException("match", "the definition is too long to be stored");
    }
    return text;
  }

  /** One that is not understood (written by a newer version, perhaps) leaves the others alone. */
  private Optional<Routes.Stored> understood(ResultSet row) throws SQLException {
    try {
      return Optional.of(row(row));
    } catch (InvalidMemberException e) {
      LOG.log(
          Level.ERROR,
          "Route {0} in the database is not understood, and not followed: {1}: {2}",
          row.getString(1),
          e.member(),
          e.getMessage());
      return Optional.empty();
    }
  }

  private Routes.Stored row(ResultSet row) throws SQLException {
    try (JsonReader reader = Json.createReader(new StringReader(row.getString(2)))) {
      return new Routes.Stored(
          format.read(row.getString(1), reader.readObject(), null),
          Instant.ofEpochMilli(row.getLong(3)));
    }
  }
}
