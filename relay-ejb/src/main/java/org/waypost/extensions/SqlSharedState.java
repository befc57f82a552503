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
package org.waypost.extensions;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.waypost.api.extension.SharedState;
import org.waypost.store.Database;
import org.waypost.store.Ledger;
import org.waypost.store.SqlWork;
import org.waypost.store.Statements;
import org.waypost.store.StoreException;

/** What a configuration remembers, in the database. */
final class SqlSharedState implements SharedState {

  private static final Duration LIMIT = Duration.ofSeconds(5);

  private static final String KEY = " where configuration = ? and entry = ?";
  private static final String LIVE = KEY + " and expires_at > ?";

  private final Database database;
  private final Ledger ledger;
  private final String configuration;
  private final InstantSource clock;

  SqlSharedState(Database database, Ledger ledger, String configuration, InstantSource clock) {
    this.database = database;
    this.ledger = ledger;
    this.configuration = configuration;
    this.clock = clock;
  }

  /** Deletes all entries whose time has passed. */
  static void deleteOld(Ledger ledger, long now) {
    ledger.writeAndWait(
        statements -> statements.update("delete from plugin_state where expires_at <= ?", now));
  }

  @Override
  public Optional<String> get(String key) {
    check("key", key, MAX_KEY);
    try {
      return database.read(
          statements ->
              statements.first(
                  "select coalesce(text, cast(amount as varchar(20))) from plugin_state" + LIVE,
                  row -> row.getString(1),
                  configuration,
                  key,
                  clock.millis()));
    } catch (StoreException e) {
      throw new IllegalStateException("The database does not answer", e);
    }
  }

  @Override
  public void put(String key, String value, Duration keep) {
    check("key", key, MAX_KEY);
    check("value", value, MAX_VALUE);
    write(
        statements -> {
          delete(statements, key);
          insert(statements, key, value, 0, keep);
          return null;
        });
  }

  @Override
  public long add(String key, long amount, Duration keep) {
    check("key", key, MAX_KEY);
    return write(
        statements -> {
          int found =
              statements.update(
                  "update plugin_state set amount = amount + ?" + LIVE,
                  amount,
                  configuration,
                  key,
                  clock.millis());
          if (found == 0) {
            delete(statements, key);
            insert(statements, key, null, amount, keep);
          }
          return statements.number("select amount from plugin_state" + KEY, configuration, key);
        });
  }

  @Override
  public void remove(String key) {
    check("key", key, MAX_KEY);
    write(
        statements -> {
          delete(statements, key);
          return null;
        });
  }

  private void delete(Statements statements, String key) throws java.sql.SQLException {
    statements.update("delete from plugin_state" + KEY, configuration, key);
  }

  private void insert(Statements statements, String key, String text, long amount, Duration keep)
      throws java.sql.SQLException {
    statements.update(
        "insert into plugin_state (configuration, entry, text, amount, expires_at)"
            + " values (?, ?, ?, ?, ?)",
        configuration,
        key,
        text,
        amount,
        clock.instant().plus(keep).toEpochMilli());
  }

  /**
   * Another node may have made the same entry at the same time: then it is there the second time.
   */
  private <T> T write(SqlWork<T> work) {
    try {
      return ledger.writeWithin(LIMIT, work);
    } catch (StoreException first) {
      try {
        return ledger.writeWithin(LIMIT, work);
      } catch (StoreException e) {
        throw new IllegalStateException("The database does not answer", e);
      }
    }
  }

  private static void check(String what, String text, int most) {
    if ((text.isEmpty() && what.equals("key")) || text.length() > most) {
      throw new IllegalStateException("A " + what + " has at most " + most + " characters");
    }
    if (text.indexOf('\0') >= 0) {
      throw new IllegalStateException("A " + what + " holds NUL");
    }
  }
}
