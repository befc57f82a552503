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
package org.waypost.tlspolicy;

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

/** The policies in SQL. */
final class TlsRuleTable {

  /** How many there may be, as every node holds them in memory. */
  static final int MOST = 20_000;

  private static final Logger LOG = System.getLogger(TlsRuleTable.class.getName());
  private static final int MOST_CHARACTERS = 10_000;
  private static final String SELECT = "select name, definition, changed_at from tls_policy ";

  private final Database database;
  private final Ledger ledger;
  private final TlsRuleFormat format;

  TlsRuleTable(Database database, Ledger ledger, TlsRuleFormat format) {
    this.database = database;
    this.ledger = ledger;
    this.format = format;
  }

  /** What tells one state of the table from another. */
  record Stamp(long count, long versions, long changes) {}

  Stamp stamp() {
    return database.read(
        statements ->
            statements
                .first(
                    "select count(*), coalesce(sum(version), 0),"
                        + " coalesce(sum(changed_at - 1700000000000), 0) from tls_policy",
                    row -> new Stamp(row.getLong(1), row.getLong(2), row.getLong(3)))
                .orElseThrow());
  }

  List<TlsRules.Stored> rows(int limit, long offset) {
    return database
        .read(
            statements ->
                statements.query(
                    SELECT + "order by name limit ? offset ?", this::understood, limit, offset))
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  long count() {
    return database.read(statements -> statements.number("select count(*) from tls_policy"));
  }

  Optional<TlsRules.Stored> find(String name) {
    return database.read(
        statements -> statements.first(SELECT + "where name = ?", this::row, name));
  }

  /** False when there is one of that name. */
  boolean insert(TlsRule rule) {
    String text = text(rule);
    return ledger.writeAndWait(
        statements -> {
          if (statements.exists("select 1 from tls_policy where name = ?", rule.name())) {
            return false;
          }
          insert(statements, rule, text);
          return true;
        });
  }

  /** Changes a policy, or makes it. */
  void put(TlsRule rule) {
    String text = text(rule);
    ledger.writeAndWait(
        statements -> {
          int changed =
              statements.update(
                  "update tls_policy set definition = ?, version = version + 1, changed_at = ?"
                      + " where name = ?",
                  text,
                  System.currentTimeMillis(),
                  rule.name());
          if (changed == 0) {
            insert(statements, rule, text);
          }
          return null;
        });
  }

  boolean delete(String name) {
    return ledger.writeAndWait(
        statements -> statements.update("delete from tls_policy where name = ?", name) > 0);
  }

  private static void insert(Statements statements, TlsRule rule, String text) throws SQLException {
    statements.update(
        "insert into tls_policy (name, definition, version, changed_at) values (?, ?, ?, ?)",
        rule.name(),
        text,
        1L,
        System.currentTimeMillis());
  }

  private String text(TlsRule rule) {
    String text = format.write(rule).build().toString();
    if (text.length() > MOST_CHARACTERS) {
      throw new InvalidMemberException("tls.ciphers", "there are too many to be stored");
    }
    return text;
  }

  /** One that is not understood (written by a newer version, perhaps) leaves the others alone. */
  private Optional<TlsRules.Stored> understood(ResultSet row) throws SQLException {
    try {
      return Optional.of(row(row));
    } catch (InvalidMemberException e) {
      LOG.log(
          Level.ERROR,
          "TLS policy {0} in the database is not understood, and not followed: {1}: {2}",
          row.getString(1),
          e.member(),
          e.getMessage());
      return Optional.empty();
    }
  }

  private TlsRules.Stored row(ResultSet row) throws SQLException {
    try (JsonReader reader = Json.createReader(new StringReader(row.getString(2)))) {
      return new TlsRules.Stored(
          format.read(row.getString(1), reader.readObject()), Instant.ofEpochMilli(row.getLong(3)));
    }
  }
}
