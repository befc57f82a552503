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
 * Signs in with access tokens (RFC 7628). The token names the account, by one of its addresses or
 * by its name; what the client claims beside it has to be the same account.
 *
 * <p>A token cannot be guessed, so a wrong one counts against the address only, and one that has
 * merely expired against nobody.
 */
final class TokenSignIn {

  private static final String MECHANISM = "token";

  private final Optional<AccessTokens> tokens;
  private final Database database;
  private final SignInGate gate;
  private final SignInNotes notes;

  TokenSignIn(
      Optional<AccessTokens> tokens, Database database, SignInGate gate, SignInNotes notes) {
    this.tokens = tokens;
    this.database = database;
    this.gate = gate;
    this.notes = notes;
  }

  SignInAnswer signIn(Credentials.Token offered, String remoteAddress) {
    if (tokens.isEmpty()) {
      return new SignInAnswer.Refused();
    }
    try (SignInGate.Attempt attempt = gate.token(remoteAddress)) {
      if (attempt.closedFor().isPresent()) {
        return new SignInAnswer.Throttled(attempt.closedFor().get());
      }
      AccessTokens.Verdict verdict = tokens.get().check(offered.token());
      return switch (verdict.kind()) {
        case VALID -> granted(verdict.user(), offered.name(), remoteAddress);
        case EXPIRED -> refused(remoteAddress, verdict.reason());
        case UNKNOWN -> {
          SignInLog.refused(MECHANISM, AccountName.NOBODY, remoteAddress, verdict.reason());
          yield new SignInAnswer.Unavailable();
        }
        case INVALID -> {
          attempt.failed();
          yield refused(remoteAddress, verdict.reason());
        }
      };
    }
  }

  private SignInAnswer granted(String user, String claimed, String remoteAddress) {
    Optional<Account> account = find(user);
    if (account.isEmpty()) {
      return refused(remoteAddress, "the token names no account");
    }
    Account found = account.get();
    if (!found.maySend()) {
      return refused(remoteAddress, "the account is disabled");
    }
    boolean same =
        Account.isCalled(found.name(), claimed)
            || find(claimed).filter(other -> other.name().equals(found.name())).isPresent();
    if (!same) {
      return refused(remoteAddress, "the client claims another account than its token");
    }
    notes.signedIn(found);
    return new SignInAnswer.Granted(found.name());
  }

  private Optional<Account> find(String named) {
    return database.read(statements -> AccountTable.findNamed(statements, named));
  }

  private static SignInAnswer refused(String remoteAddress, String reason) {
    SignInLog.refused(MECHANISM, AccountName.NOBODY, remoteAddress, reason);
    return new SignInAnswer.Refused();
  }
}
