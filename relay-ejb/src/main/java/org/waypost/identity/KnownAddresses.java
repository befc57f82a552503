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
package org.waypost.identity;

import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.waypost.store.Database;
import org.waypost.store.Ledger;

/**
 * From where an account has signed in within 30 days. A lock of the account leaves these addresses
 * alone, so that a guesser with many addresses locks nobody out of where they always are.
 */
final class KnownAddresses {

  private static final Duration KEPT = Duration.ofDays(30);
  private static final Duration EXACTNESS = Duration.ofHours(1);
  private static final int MAX_RECENT = 10_000;

  private final Database database;
  private final Ledger ledger;
  private final Clock clock;
  // What was written lately, so that a busy application does not cause a write for each sign-in.
  private final Map<SignInKey, Long> recent = new LinkedHashMap<>();

  KnownAddresses(Database database, Ledger ledger, Clock clock) {
    this.database = database;
    this.ledger = ledger;
    this.clock = clock;
  }

  boolean contains(SignInKey pair) {
    return database.read(
        statements ->
            statements.exists(
                "select 1 from known_address where account = ? and address = ? and seen_at > ?",
                pair.account(),
                pair.address(),
                clock.millis() - KEPT.toMillis()));
  }

  /** Notes a success, soon and without waiting for it. */
  void add(SignInKey pair) {
    long now = clock.millis();
    if (!isNews(pair, now)) {
      return;
    }
    // The ledger logs what it cannot write.
    var unused =
        ledger.write(
            statements -> {
              int updated =
                  statements.update(
                      "update known_address set seen_at = ? where account = ? and address = ?",
                      now,
                      pair.account(),
                      pair.address());
              return updated > 0
                  ? updated
                  : statements.update(
                      "insert into known_address (account, address, seen_at) values (?, ?, ?)",
                      pair.account(),
                      pair.address(),
                      now);
            });
  }

  private boolean isNews(SignInKey pair, long now) {
    synchronized (recent) {
      Long last = recent.get(pair);
      if (last != null && now - last < EXACTNESS.toMillis()) {
        return false;
      }
      recent.remove(pair);
      if (recent.size() >= MAX_RECENT) {
        Iterator<Long> oldest = recent.values().iterator();
        oldest.next();
        oldest.remove();
      }
      recent.put(pair, now);
      return true;
    }
  }

  /** Deletes what is too old to count. */
  void deleteOld() {
    long before = clock.millis() - KEPT.toMillis();
    ledger.writeAndWait(
        statements -> statements.update("delete from known_address where seen_at < ?", before));
  }
}
