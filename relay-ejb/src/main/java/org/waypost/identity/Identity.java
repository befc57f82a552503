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
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.waypost.api.extension.Authenticator;
import org.waypost.api.settings.Settings;
import org.waypost.api.settings.SignInSettings;
import org.waypost.extensions.Slot;
import org.waypost.store.Database;
import org.waypost.store.Ledger;

/** The parts of identity, put together. */
public final class Identity implements AutoCloseable {

  /** How long a try waits for those before it. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Duration FIRST_ACCOUNT_LIMIT = Duration.ofMinutes(1);

  private final SqlUsers users;
  private final SqlAccounts accounts;
  private final LockTable locks;
  private final KnownAddresses known;
  private final MailSignIn mail;
  private final SignInGate gate;
  private final Optional<IssuerKeys> issuerKeys;
  private final FutureTask<Optional<String>> firstAccount;

  /**
   * Begins to make the first account when there is none, and to fetch the token issuer's keys when
   * there is an issuer. Whoever asks for accounts waits for the first one.
   *
   * @param threads for a thread each
   */
  public static Identity open(
      Settings settings, Database database, Ledger ledger, ThreadFactory threads) {
    return new Identity(
        settings, database, ledger, threads, Clock.systemUTC(), PasswordHash.ITERATIONS);
  }

  Identity(
      Settings settings,
      Database database,
      Ledger ledger,
      ThreadFactory threads,
      Clock clock,
      int hashIterations) {
    SignInSettings signIn = settings.signIn();
    Iterations iterations = new Iterations(hashIterations, signIn.scramIterations());
    Hashing hashing = new Hashing(PATIENCE);
    users = new SqlUsers(database, ledger, hashing, clock, iterations);
    // Hashing its password takes a good part of a second, and a start has more to do.
    firstAccount =
        new FutureTask<>(() -> FirstAccount.create(database, users, settings.adminPassword()));
    threads.newThread(firstAccount).start();
    SignInThrottle throttle = new SignInThrottle(signIn, clock);
    locks = new LockTable(database, ledger, signIn, clock, throttle::clear);
    known = new KnownAddresses(database, ledger, clock);
    gate = new SignInGate(throttle, locks, known, PATIENCE);
    SignInNotes notes = new SignInNotes(ledger, clock, iterations.scram());
    accounts =
        new SqlAccounts(
            database, gate, hashing, new ProvenCredentials(System::nanoTime), notes, iterations);
    issuerKeys =
        settings
            .oauth()
            .map(
                oauth ->
                    new IssuerKeys(
                        new KeyLocation(oauth.jwks()), IssuerKeys.Timing.DEFAULT, threads));
    mail =
        new MailSignIn(
            accounts,
            new ScramSignIn(
                database, gate, MadeUpKeys.open(database, ledger, iterations.scram()), notes),
            new TokenSignIn(
                settings.oauth().map(oauth -> new AccessTokens(oauth, issuerKeys.get(), clock)),
                database,
                gate,
                notes),
            new CertificateSignIn(database, gate, notes));
  }

  /** Signs in with name and password. */
  public Accounts accounts() {
    generatedPassword();
    return accounts;
  }

  /** Asks these too when somebody signs in to SMTP whom there is no account of. */
  public void asking(Slot<Authenticator> authenticators) {
    mail.asking(new PluginSignIn(authenticators, gate, accounts::knows));
  }

  /** Signs in to SMTP. */
  public MailSignIn mail() {
    generatedPassword();
    return mail;
  }

  /** The accounts, for those who look after them. */
  public Users users() {
    generatedPassword();
    return users;
  }

  /** Locks after failures. */
  public SignInLocks locks() {
    return locks;
  }

  /**
   * The first account's password, if it was generated at this start.
   *
   * @throws IllegalStateException when the account could not be made, or not in a minute
   */
  public Optional<String> generatedPassword() {
    try {
      return firstAccount.get(FIRST_ACCOUNT_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("The first account could not be made", e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException("The first account is not made yet", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the first account is made", e);
    }
  }

  /** Deletes what is remembered of sign-ins, and is too old to matter. */
  public void deleteOld() {
    locks.deleteOld();
    known.deleteOld();
  }

  @Override
  public void close() {
    issuerKeys.ifPresent(IssuerKeys::close);
  }
}
