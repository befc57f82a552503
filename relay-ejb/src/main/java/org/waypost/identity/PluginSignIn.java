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

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.waypost.api.extension.Authenticator;
import org.waypost.api.smtp.Credentials;
import org.waypost.api.smtp.SessionInfo;
import org.waypost.api.smtp.SignInAnswer;
import org.waypost.extensions.Active;
import org.waypost.extensions.Answer;
import org.waypost.extensions.FailurePolicy;
import org.waypost.extensions.Slot;

/**
 * Asks the authenticators of plug-ins about names that Waypost has no account of, behind the same
 * gate as its own accounts.
 */
final class PluginSignIn {

  private final Slot<Authenticator> slot;
  private final SignInGate gate;
  private final Predicate<String> ours;

  /**
   * Asks what is in this slot.
   *
   * @param ours whether there is an account of this folded name
   */
  PluginSignIn(Slot<Authenticator> slot, SignInGate gate, Predicate<String> ours) {
    this.slot = slot;
    this.gate = gate;
    this.ours = ours;
  }

  /**
   * What they say; nothing when they know nobody of that name, or it is one of ours.
   *
   * @throws org.waypost.store.StoreException when the database is away
   */
  Optional<SignInAnswer> signIn(
      SessionInfo session, Credentials.Password password, String address) {
    List<Active<Authenticator>> all = slot.active();
    if (all.isEmpty()) {
      return Optional.empty();
    }
    String account = AccountName.fold(password.name());
    if (account.equals(AccountName.NOBODY) || ours.test(account)) {
      return Optional.empty();
    }
    try (SignInGate.Attempt attempt = gate.guess(account, address)) {
      if (attempt.closedFor().isPresent()) {
        return Optional.of(new SignInAnswer.Throttled(attempt.closedFor().get()));
      }
      return asked(all, session, password)
          .map(answer -> settled(answer, attempt, account, password, address));
    }
  }

  /** The first answer other than unknown. */
  private static Optional<Outcome> asked(
      List<Active<Authenticator>> all, SessionInfo session, Credentials.Password password) {
    for (Active<Authenticator> each : all) {
      if (each.isFor(session.listener())) {
        Answer<Authenticator.Answer> answer =
            each.call(it -> it.check(session, password.name(), password.password()));
        if (answer instanceof Answer.Failed<Authenticator.Answer> failed) {
          if (failed.policy() != FailurePolicy.ACCEPT) {
            return Optional.of(Outcome.UNAVAILABLE);
          }
        } else {
          switch (((Answer.Given<Authenticator.Answer>) answer).value()) {
            case GRANTED -> {
              return Optional.of(Outcome.GRANTED);
            }
            case REFUSED -> {
              return Optional.of(Outcome.REFUSED);
            }
            case UNKNOWN -> {
              // The next one may know the name.
            }
          }
        }
      }
    }
    return Optional.empty();
  }

  private enum Outcome {
    GRANTED,
    REFUSED,
    UNAVAILABLE
  }

  private static SignInAnswer settled(
      Outcome outcome,
      SignInGate.Attempt attempt,
      String account,
      Credentials.Password password,
      String address) {
    switch (outcome) {
      case UNAVAILABLE:
        return new SignInAnswer.Unavailable();
      case REFUSED:
        attempt.failed();
        SignInLog.refused("password of a plug-in", account, address, "wrong password");
        return new SignInAnswer.Refused();
      default:
        attempt.succeeded();
        return MailSignIn.granted(account, password.authorization(), address);
    }
  }
}
