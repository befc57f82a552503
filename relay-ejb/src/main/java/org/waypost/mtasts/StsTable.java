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
package org.waypost.mtasts;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.waypost.store.Database;
import org.waypost.store.Ledger;

/** Policies in SQL, so that all nodes know them, and know them after a restart. */
final class StsTable {

  private final Database database;
  private final Ledger ledger;

  StsTable(Database database, Ledger ledger) {
    this.database = database;
    this.ledger = ledger;
  }

  /**
   * A policy as it is stored.
   *
   * @param id of the DNS record for which it was fetched
   * @param text that was fetched
   */
  record Row(String id, String text, Instant fetchedAt, Instant expiresAt) {}

  Optional<Row> find(String domain) {
    return database.read(
        statements ->
            statements.first(
                "select id, policy, fetched_at, expires_at from sts_policy where domain = ?",
                row ->
                    new Row(
                        row.getString(1),
                        row.getString(2),
                        Instant.ofEpochMilli(row.getLong(3)),
                        Instant.ofEpochMilli(row.getLong(4))),
                domain));
  }

  /** Domains whose policies have not expired. */
  Set<String> domains(Instant now, int most) {
    return Set.copyOf(
        database.read(
            statements ->
                statements.query(
                    "select domain from sts_policy where expires_at > ? limit ?",
                    row -> row.getString(1),
                    now.toEpochMilli(),
                    most)));
  }

  void put(String domain, Row row) {
    ledger.writeAndWait(
        statements -> {
          statements.update("delete from sts_policy where domain = ?", domain);
          statements.update(
              "insert into sts_policy (domain, id, policy, fetched_at, expires_at)"
                  + " values (?, ?, ?, ?, ?)",
              domain,
              row.id(),
              row.text(),
              row.fetchedAt().toEpochMilli(),
              row.expiresAt().toEpochMilli());
          return null;
        });
  }

  /** Removes what has expired. */
  void deleteExpired(Instant now) {
    ledger.writeAndWait(
        statements ->
            statements.update("delete from sts_policy where expires_at < ?", now.toEpochMilli()));
  }
}
