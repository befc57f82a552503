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

import java.time.Duration;
import java.util.Optional;
import org.waypost.store.Database;
import org.waypost.store.StoreException;

/** Accounts in SQL, signed in to with name and password. */
final class SqlAccounts implements Accounts {

  private static final Duration AGAIN = Duration.ofSeconds(1);

  /** Checked when the name is unknown, so that it takes as long as a wrong password. */
  private final String noPassword;

  private final Database database;
  private final SignInGate gate;
  private final Hashing hashing;
  private final ProvenCredentials proven;
  private final SignInNotes notes;

  SqlAccounts(
      Database database,
      SignInGate gate,
      Hashing hashing,
      ProvenCredentials proven,
      SignInNotes notes,
      Iterations iterations) {
    this.database = database;
    this.gate = gate;
    this.hashing = hashing;
    this.proven = proven;
    this.notes = notes;
    this.noPassword = PasswordHash.ofNoPassword(iterations.hash());
  }

  @Override
  public SignIn signIn(String name, String password, String remoteAddress) {
    String account = AccountName.fold(name);
    try (SignInGate.Attempt attempt = gate.guess(account, remoteAddress)) {
      return attempt.closedFor().isPresent()
          ? new SignIn.Throttled(attempt.closedFor().get())
          : check(attempt, account, password, remoteAddress);
    } catch (StoreException e) {
      SignInLog.unavailable("password", e);
      return new SignIn.Unavailable();
    }
  }

  @Override
  public boolean isCurrent(String name, long stamp) {
    return find(name).filter(found -> !found.disabled() && found.stamp() == stamp).isPresent();
  }

  private SignIn check(
      SignInGate.Attempt attempt, String name, String password, String remoteAddress) {
    Optional<Account> account = find(name);
    Optional<Boolean> right = isRight(account, password);
    if (right.isEmpty()) {
      return new SignIn.Throttled(AGAIN);
    }
    if (!right.get()) {
      attempt.failed();
      SignInLog.refused("password", name, remoteAddress, "wrong name or password");
      return new SignIn.Refused();
    }
    Account found = account.orElseThrow();
    if (found.disabled()) {
      // Who knows the password guesses nothing, so this counts as no failure.
      SignInLog.refused("password", name, remoteAddress, "the account is disabled");
      return new SignIn.Refused();
    }
    attempt.succeeded();
    notes.signedIn(found);
    return new SignIn.Granted(found.name(), found.roleNames(), found.stamp());
  }

  /** Whether the password is right; empty when there was no place to find out. */
  private Optional<Boolean> isRight(Optional<Account> account, String password) {
    if (password.length() > PasswordRules.MAX_LENGTH) {
      return Optional.of(false);
    }
    if (account.isPresent() && isProven(account.get(), password)) {
      return Optional.of(true);
    }
    return hashing.run(() -> matches(account, password));
  }

  private boolean matches(Optional<Account> account, String password) {
    if (account.isEmpty()) {
      PasswordHash.matches(password, noPassword);
      return false;
    }
    Account found = account.get();
    // One that waited for the same password needs no hash of its own.
    if (isProven(found, password)) {
      return true;
    }
    if (!PasswordHash.matches(password, found.hash())) {
      return false;
    }
    proven.remember(found.name(), password, found.stamp());
    notes.provenByPassword(found, password);
    return true;
  }

  private boolean isProven(Account account, String password) {
    return proven.contains(account.name(), password, account.stamp());
  }

  /** Whether there is an account of this folded name. */
  boolean knows(String name) {
    return find(name).isPresent();
  }

  private Optional<Account> find(String name) {
    return database.read(statements -> AccountTable.find(statements, name));
  }
}
