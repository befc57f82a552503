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
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.waypost.store.Database;
import org.waypost.store.Ledger;

/** Accounts in SQL. */
public final class SqlAccounts implements Accounts {

  /** Name of the account made at first start. */
  public static final String ADMIN = "admin";

  /** Role of who may do everything. */
  public static final String ADMINISTRATOR = "administrator";

  private static final Logger LOG = System.getLogger(SqlAccounts.class.getName());
  private static final String LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  private static final int GENERATED_LENGTH = 20;

  /** Checked when the name is unknown, so that it takes as long as a wrong password. */
  private static final String NOBODY = PasswordHash.ofNoPassword();

  /** A hash keeps a processor busy for a good part of a second; mail needs them too. */
  private static final int PARALLEL_HASHES = 2;

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration AGAIN = Duration.ofSeconds(1);

  private final Database database;
  private final SignInThrottle throttle;
  private final Semaphore hashing = new Semaphore(PARALLEL_HASHES, true);

  /** Over this database. */
  public SqlAccounts(Database database) {
    this(database, Clock.systemUTC());
  }

  SqlAccounts(Database database, Clock clock) {
    this.database = database;
    this.throttle = new SignInThrottle(clock);
  }

  /**
   * Makes the administrator's account if there is no account at all.
   *
   * @return the password, if it had to be generated
   */
  public Optional<String> createFirst(Ledger ledger, Optional<String> password) {
    if (database.read(statements -> statements.exists("select 1 from account"))) {
      return Optional.empty();
    }
    String chosen = password.orElseGet(SqlAccounts::generate);
    String hash = PasswordHash.of(chosen);
    ledger.writeAndWait(
        statements ->
            statements.update(
                "insert into account (name, password_hash, roles, created_at) values (?, ?, ?, ?)",
                ADMIN,
                hash,
                ADMINISTRATOR,
                System.currentTimeMillis()));
    return password.isPresent() ? Optional.empty() : Optional.of(chosen);
  }

  @Override
  public SignIn signIn(String name, String password, String remoteAddress) {
    try (SignInThrottle.Try attempt = throttle.begin(name, remoteAddress, PATIENCE)) {
      if (attempt.pause().isPresent()) {
        return new SignIn.Throttled(attempt.pause().get());
      }
      if (!hashing.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        return new SignIn.Throttled(AGAIN);
      }
      try {
        return check(attempt, name, password, remoteAddress);
      } finally {
        hashing.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new SignIn.Throttled(AGAIN);
    }
  }

  private SignIn check(
      SignInThrottle.Try attempt, String name, String password, String remoteAddress) {
    Optional<Account> account = find(name);
    String hash = account.map(Account::hash).orElse(NOBODY);
    if (password.length() <= 256 && PasswordHash.matches(password, hash) && account.isPresent()) {
      attempt.succeeded();
      return new SignIn.Granted(name, Set.of(account.get().roles().split(",")));
    }
    attempt.failed();
    LOG.log(Level.WARNING, "sign-in refused from {0}", remoteAddress);
    return new SignIn.Refused();
  }

  private record Account(String hash, String roles) {}

  private Optional<Account> find(String name) {
    if (name.length() > 128) {
      return Optional.empty();
    }
    return database.read(
        statements ->
            statements.first(
                "select password_hash, roles from account where name = ?",
                row -> new Account(row.getString(1), row.getString(2)),
                name));
  }

  private static String generate() {
    SecureRandom random = new SecureRandom();
    StringBuilder password = new StringBuilder();
    for (int i = 0; i < GENERATED_LENGTH; i++) {
      password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return password.toString();
  }
}
