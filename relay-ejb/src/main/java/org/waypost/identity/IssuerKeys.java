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

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * The keys of a token issuer, fetched again and again by a thread of its own, so that no sign-in
 * waits for a slow issuer and no lock is held meanwhile.
 *
 * <p>A token with a key that is not known asks for a fetch before its time, twice a minute at most,
 * and waits a moment for it. When the issuer does not answer, the keys stay for a day; a key that
 * it has withdrawn must not be good for ever.
 */
final class IssuerKeys implements AutoCloseable {

  private static final Logger LOG = System.getLogger(IssuerKeys.class.getName());
  private static final int MAX_CANDIDATES = 5;

  private final Source source;
  private final Timing timing;
  private final Thread fetcher;
  private JWKSet keys;
  private long fetchedAt;
  private long triedAt;
  private long tries;
  private boolean wanted;
  private boolean closed;

  /** Where the keys come from. */
  @FunctionalInterface
  interface Source {
    /** Fetches them; takes some seconds at most. */
    String fetch() throws IOException;
  }

  /**
   * How often and how long.
   *
   * @param period between fetches
   * @param soonest between fetches that unknown keys ask for
   * @param patience of a token whose key is not known
   * @param kept how long keys stay without a fetch that succeeds
   */
  record Timing(Duration period, Duration soonest, Duration patience, Duration kept) {
    static final Timing DEFAULT =
        new Timing(
            Duration.ofMinutes(5),
            Duration.ofSeconds(30),
            Duration.ofSeconds(2),
            Duration.ofDays(1));
  }

  IssuerKeys(Source source, Timing timing, ThreadFactory threads) {
    this.source = source;
    this.timing = timing;
    this.fetcher = threads.newThread(this::fetchUntilClosed);
    fetcher.start();
  }

  /** The keys that a token may be signed with; empty when the issuer's keys are not known. */
  synchronized Optional<List<JWK>> matching(JWKMatcher matcher) {
    List<JWK> known = select(matcher);
    if (known.isEmpty() && isFetchDue()) {
      awaitFetch();
      known = select(matcher);
    }
    return keys == null || isOlder(fetchedAt, timing.kept())
        ? Optional.empty()
        : Optional.of(known.subList(0, Math.min(known.size(), MAX_CANDIDATES)));
  }

  private List<JWK> select(JWKMatcher matcher) {
    return keys == null ? List.of() : new JWKSelector(matcher).select(keys);
  }

  private boolean isFetchDue() {
    return !closed && (tries == 0 || isOlder(triedAt, timing.soonest()));
  }

  private synchronized void awaitFetch() {
    long before = tries;
    wanted = true;
    notifyAll();
    long deadline = System.nanoTime() + timing.patience().toNanos();
    while (tries == before && !closed) {
      if (!sleepUntil(deadline)) {
        return;
      }
    }
  }

  private void fetchUntilClosed() {
    while (!isClosed()) {
      Optional<JWKSet> fetched = fetch();
      awaitNextTurn(fetched);
    }
  }

  private Optional<JWKSet> fetch() {
    try {
      return Optional.of(JWKSet.parse(source.fetch()).toPublicJWKSet());
    } catch (IOException | ParseException | IllegalArgumentException e) {
      LOG.log(
          Level.WARNING,
          "The token issuer''s keys cannot be fetched: {0}",
          e.getClass().getSimpleName()
              + " "
              + String.valueOf(e.getMessage()).replaceAll("\\p{Cntrl}", " "));
      return Optional.empty();
    }
  }

  private synchronized void awaitNextTurn(Optional<JWKSet> fetched) {
    triedAt = System.nanoTime();
    tries++;
    if (fetched.isPresent()) {
      keys = fetched.get();
      fetchedAt = triedAt;
    }
    wanted = false;
    notifyAll();
    // After a failure the next try comes as soon as an unknown key could ask for one.
    Duration pause = fetched.isPresent() ? timing.period() : timing.soonest();
    long deadline = triedAt + pause.toNanos();
    while (!closed && !wanted) {
      if (!sleepUntil(deadline)) {
        return;
      }
    }
  }

  /** Waits for news; false when the time is over. */
  private boolean sleepUntil(long deadline) {
    long left = deadline - System.nanoTime();
    if (left <= 0) {
      return false;
    }
    try {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closed |= Thread.currentThread() == fetcher;
      return false;
    }
  }

  private static boolean isOlder(long nanoTime, Duration age) {
    return System.nanoTime() - nanoTime > age.toNanos();
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  /** Ends the thread; a fetch underway takes some seconds more. */
  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }
}
