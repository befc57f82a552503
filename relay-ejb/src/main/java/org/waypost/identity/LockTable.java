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

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.waypost.api.settings.SignInSettings;
import org.waypost.identity.SignInLock.Kind;
import org.waypost.paging.Page;
import org.waypost.paging.PageRequest;
import org.waypost.store.Database;
import org.waypost.store.Ledger;
import org.waypost.store.Statements;
import org.waypost.store.StoreException;

/**
 * Locks in SQL. Each lock of a key lasts twice as long as the one before, until none was for as
 * long as a lock lasts at most.
 */
final class LockTable implements SignInLocks {

  private static final Logger LOG = System.getLogger(LockTable.class.getName());
  private static final String COLUMNS = "id, kind, account, address, failures, since_at, until_at";

  /** How long a failed sign-in may wait for its lock: its caller's thread is needed for mail. */
  private static final int LOCK_SECONDS = 5;

  private final Database database;
  private final Ledger ledger;
  private final SignInSettings settings;
  private final Clock clock;
  private final Consumer<SignInKey> forget;

  /**
   * Over this database.
   *
   * @param forget called when a lock is revoked, with what it was for
   */
  LockTable(
      Database database,
      Ledger ledger,
      SignInSettings settings,
      Clock clock,
      Consumer<SignInKey> forget) {
    this.database = database;
    this.ledger = ledger;
    this.settings = settings;
    this.clock = clock;
    this.forget = forget;
  }

  /** The locks of these keys, 1 to 3, that hold now. */
  List<SignInLock> of(List<SignInKey> keys) {
    String marks = String.join(", ", Collections.nCopies(keys.size(), "?"));
    Object[] parameters = new Object[keys.size() + 1];
    for (int i = 0; i < keys.size(); i++) {
      parameters[i] = keys.get(i).id();
    }
    parameters[keys.size()] = clock.millis();
    return database.read(
        statements ->
            statements.query(
                "select "
                    + COLUMNS
                    + " from sign_in_lock where id in ("
                    + marks
                    + ") and until_at > ?",
                LockTable::read,
                parameters));
  }

  /**
   * Locks a key; returns when that is on disk.
   *
   * @throws StoreException when it is not within 5 seconds
   */
  void lock(SignInKey key, int failures) {
    Duration duration =
        Ledger.await(
            ledger
                .write(statements -> lock(statements, key, failures))
                .orTimeout(LOCK_SECONDS, TimeUnit.SECONDS));
    // A folded name holds nothing that could break a line.
    LOG.log(
        Level.WARNING,
        "sign-in locked for {0} s: {1}, after {2} failures",
        duration.toSeconds(),
        describe(key.kind(), key.account(), key.address()),
        failures);
  }

  private Duration lock(Statements statements, SignInKey key, int failures) throws SQLException {
    long now = clock.millis();
    long remembered = now - settings.longestLock().toMillis();
    int level =
        (int)
                statements.number(
                    "select level from sign_in_lock where id = ? and until_at > ?",
                    key.id(),
                    remembered)
            + 1;
    Duration duration = duration(level);
    long until = now + duration.toMillis();
    int updated =
        statements.update(
            "update sign_in_lock set failures = ?, level = ?, since_at = ?, until_at = ?"
                + " where id = ?",
            failures,
            level,
            now,
            until,
            key.id());
    if (updated == 0) {
      statements.update(
          "insert into sign_in_lock (" + COLUMNS + ", level) values (?, ?, ?, ?, ?, ?, ?, ?)",
          key.id(),
          key.kind().name(),
          key.account(),
          key.address(),
          failures,
          now,
          until,
          level);
    }
    return duration;
  }

  private Duration duration(int level) {
    Duration duration = settings.firstLock();
    for (int i = 1; i < level && duration.compareTo(settings.longestLock()) < 0; i++) {
      duration = duration.multipliedBy(2);
    }
    return duration.compareTo(settings.longestLock()) < 0 ? duration : settings.longestLock();
  }

  @Override
  public Page<SignInLock> list(PageRequest page) {
    long now = clock.millis();
    return database.read(
        statements ->
            new Page<>(
                statements.query(
                    "select "
                        + COLUMNS
                        + " from sign_in_lock where until_at > ?"
                        + " order by since_at desc, id limit ? offset ?",
                    LockTable::read,
                    now,
                    page.size(),
                    page.offset()),
                page,
                statements.number(
                    "select count(*) from (select 1 from sign_in_lock where until_at > ? limit ?) l",
                    now,
                    Page.COUNT_LIMIT)));
  }

  @Override
  public boolean revoke(String id) {
    long now = clock.millis();
    Optional<SignInLock> revoked =
        ledger.writeAndWait(
            statements -> {
              Optional<SignInLock> lock =
                  statements.first(
                      "select " + COLUMNS + " from sign_in_lock where id = ? and until_at > ?",
                      LockTable::read,
                      id,
                      now);
              statements.update("delete from sign_in_lock where id = ?", id);
              return lock;
            });
    revoked.ifPresent(this::revoked);
    return revoked.isPresent();
  }

  private void revoked(SignInLock lock) {
    forget.accept(new SignInKey(lock.kind(), lock.account(), lock.address()));
    LOG.log(
        Level.INFO,
        "sign-in lock revoked: {0}",
        describe(lock.kind(), lock.account(), lock.address()));
  }

  /** Deletes what is over and remembered no longer. */
  void deleteOld() {
    long before = clock.millis() - settings.longestLock().toMillis();
    ledger.writeAndWait(
        statements -> statements.update("delete from sign_in_lock where until_at < ?", before));
  }

  /** The moment the longest of these locks ends, as a pause from now. */
  Duration pause(List<SignInLock> locks) {
    Instant now = clock.instant();
    return locks.stream()
        .map(lock -> Duration.between(now, lock.until()))
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  private static String describe(Kind kind, String account, String address) {
    String name = account == null || !account.isEmpty() ? account : "(no name)";
    return switch (kind) {
      case PAIR -> "account " + name + " for address " + address;
      case ADDRESS -> "address " + address;
      case ACCOUNT -> "account " + name;
    };
  }

  private static SignInLock read(ResultSet row) throws SQLException {
    return new SignInLock(
        row.getString(1),
        Kind.valueOf(row.getString(2)),
        row.getString(3),
        row.getString(4),
        row.getInt(5),
        Instant.ofEpochMilli(row.getLong(6)),
        Instant.ofEpochMilli(row.getLong(7)));
  }
}
