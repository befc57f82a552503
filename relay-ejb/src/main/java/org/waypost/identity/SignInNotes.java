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
import org.waypost.store.Ledger;

/** What is written down about successful sign-ins, soon and without waiting for it. */
final class SignInNotes {

  private static final Duration EXACTNESS = Duration.ofMinutes(1);

  private final Ledger ledger;
  private final Clock clock;
  private final int scramIterations;

  SignInNotes(Ledger ledger, Clock clock, int scramIterations) {
    this.ledger = ledger;
    this.clock = clock;
    this.scramIterations = scramIterations;
  }

  /** Notes the time, at most once a minute for an account. */
  void signedIn(Account account) {
    long now = clock.millis();
    if (now - account.lastSignInAt() < EXACTNESS.toMillis()) {
      return;
    }
    // The ledger logs what it cannot write.
    var unused =
        ledger.write(
            statements ->
                statements.update(
                    "update account set last_sign_in_at = ? where name = ?"
                        + " and (last_sign_in_at is null or last_sign_in_at < ?)",
                    now,
                    account.name(),
                    now));
  }

  /**
   * Makes SCRAM keys for an account that has none, or weaker ones: only now is its password known.
   */
  void provenByPassword(Account account, String password) {
    if (account.scram().filter(keys -> keys.iterations() >= scramIterations).isPresent()) {
      return;
    }
    ScramKeys.of(password, scramIterations).ifPresent(keys -> store(account, keys));
  }

  private void store(Account account, ScramKeys keys) {
    var unused =
        ledger.write(
            statements ->
                statements.update(
                    // The stamp: the password may have been changed meanwhile.
                    "update account set scram_keys = ? where name = ? and stamp = ?",
                    keys.format(),
                    account.name(),
                    account.stamp()));
  }
}
