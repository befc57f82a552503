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

import java.util.Optional;
import org.waypost.api.smtp.Credentials;
import org.waypost.api.smtp.SignInAnswer;
import org.waypost.store.Database;

/**
 * The application's half of SCRAM (RFC 5802): gives out the keys of an account, and takes the
 * result. A proof is answered like a password: those made at the same time have no more guesses
 * among them than those made one after the other, and one that comes while the account is locked is
 * not looked at, right or wrong.
 */
final class ScramSignIn {

  private static final String MECHANISM = "SCRAM";

  private final Database database;
  private final SignInGate gate;
  private final MadeUpKeys madeUp;
  private final SignInNotes notes;

  ScramSignIn(Database database, SignInGate gate, MadeUpKeys madeUp, SignInNotes notes) {
    this.database = database;
    this.gate = gate;
    this.madeUp = madeUp;
    this.notes = notes;
  }

  SignInAnswer start(Credentials.ScramStart start, String remoteAddress) {
    String name = AccountName.fold(start.name());
    try (SignInGate.Attempt attempt = gate.guess(name, remoteAddress)) {
      if (attempt.closedFor().isPresent()) {
        return new SignInAnswer.Throttled(attempt.closedFor().get());
      }
      // The name as written: names that no account can have differ in their keys as well.
      ScramKeys keys = find(name).flatMap(Account::scram).orElseGet(() -> madeUp.of(start.name()));
      return new SignInAnswer.ScramKeys(
          keys.salt(), keys.iterations(), keys.storedKey(), keys.serverKey());
    }
  }

  SignInAnswer end(Credentials.ScramEnd end, String remoteAddress) {
    String name = AccountName.fold(end.name());
    try (SignInGate.Attempt attempt = gate.guess(name, remoteAddress)) {
      if (attempt.closedFor().isPresent()) {
        return new SignInAnswer.Throttled(attempt.closedFor().get());
      }
      Optional<Account> account = find(name).filter(found -> found.scram().isPresent());
      if (!end.proven() || account.isEmpty()) {
        attempt.failed();
        return refused(name, remoteAddress, "wrong name or password");
      }
      if (!account.get().maySend()) {
        return refused(name, remoteAddress, "the account is disabled");
      }
      if (!Account.isCalled(name, end.authorization())) {
        return refused(name, remoteAddress, "asks to act as somebody else");
      }
      attempt.succeeded();
      notes.signedIn(account.get());
      return new SignInAnswer.Granted(name);
    }
  }

  private Optional<Account> find(String name) {
    return database.read(statements -> AccountTable.find(statements, name));
  }

  private static SignInAnswer refused(String name, String remoteAddress, String reason) {
    SignInLog.refused(MECHANISM, name, remoteAddress, reason);
    return new SignInAnswer.Refused();
  }
}
