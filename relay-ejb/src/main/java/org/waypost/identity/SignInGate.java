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
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.waypost.identity.SignInLock.Kind;
import org.waypost.store.StoreException;

/**
 * Lets tries to sign in pass, or not: what is locked is refused, what failed before is slowed, and
 * what fails too often is locked.
 */
final class SignInGate {

  private static final Logger LOG = System.getLogger(SignInGate.class.getName());

  private final SignInThrottle throttle;
  private final LockTable locks;
  private final KnownAddresses known;
  private final Duration patience;

  SignInGate(SignInThrottle throttle, LockTable locks, KnownAddresses known, Duration patience) {
    this.throttle = throttle;
    this.locks = locks;
    this.known = known;
    this.patience = patience;
  }

  /**
   * Begins a try that may be a guess at an account's password.
   *
   * @param account a folded name
   * @throws StoreException when the database is away
   */
  Attempt guess(String account, String remoteAddress) {
    SignInKey pair = SignInKey.pair(account, remoteAddress);
    return enter(
        List.of(pair, SignInKey.address(remoteAddress), SignInKey.account(account)),
        Optional.of(pair));
  }

  /**
   * Begins a try with something that cannot be guessed; only the address may be locked.
   *
   * @throws StoreException when the database is away
   */
  Attempt token(String remoteAddress) {
    return enter(List.of(SignInKey.address(remoteAddress)), Optional.empty());
  }

  private Attempt enter(List<SignInKey> keys, Optional<SignInKey> pair) {
    SignInThrottle.Try attempt = throttle.begin(keys, patience);
    if (attempt.pause().isPresent()) {
      return new Attempt(attempt, pair, attempt.pause());
    }
    try {
      // Asked after the throttle: a lock that those before this one caused is there by now.
      List<SignInLock> holding = locks.of(keys).stream().filter(lock -> holds(lock, pair)).toList();
      return new Attempt(
          attempt, pair, holding.isEmpty() ? Optional.empty() : Optional.of(locks.pause(holding)));
    } catch (RuntimeException e) {
      attempt.close();
      throw e;
    }
  }

  private boolean holds(SignInLock lock, Optional<SignInKey> pair) {
    return lock.kind() != Kind.ACCOUNT || pair.isEmpty() || !known.contains(pair.get());
  }

  /** One try; nothing may be checked when it is closed for a time. */
  final class Attempt implements AutoCloseable {

    private final SignInThrottle.Try attempt;
    private final Optional<SignInKey> pair;
    private final Optional<Duration> closedFor;

    private Attempt(
        SignInThrottle.Try attempt, Optional<SignInKey> pair, Optional<Duration> closedFor) {
      this.attempt = attempt;
      this.pair = pair;
      this.closedFor = closedFor;
    }

    /** How long to wait with the next try; empty when this one may go on. */
    Optional<Duration> closedFor() {
      return closedFor;
    }

    /** What was offered is wrong. Returns after a lock that this leads to is on disk. */
    void failed() {
      for (SignInKey key : attempt.failed()) {
        try {
          locks.lock(key, throttle.limit(key));
          throttle.clear(key);
        } catch (StoreException e) {
          // The count stays, so the next failure locks.
          LOG.log(Level.ERROR, "A lock could not be written", e);
        }
      }
    }

    /** What was offered is right. */
    void succeeded() {
      attempt.succeeded();
      pair.ifPresent(known::add);
    }

    @Override
    public void close() {
      attempt.close();
    }
  }
}
