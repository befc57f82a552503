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
import java.util.concurrent.ThreadFactory;
import org.waypost.api.settings.Settings;
import org.waypost.api.settings.SignInSettings;
import org.waypost.store.Database;
import org.waypost.store.Ledger;

/** The parts of identity, put together. */
public final class Identity implements AutoCloseable {

  /** How long a try waits for those before it. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final SqlUsers users;
  private final SqlAccounts accounts;
  private final LockTable locks;
  private final KnownAddresses known;
  private final MailSignIn mail;
  private final Optional<IssuerKeys> issuerKeys;
  private final Optional<String> generatedPassword;

  /**
   * Makes the first account when there is none, and begins to fetch the token issuer's keys when
   * there is an issuer.
   *
   * @param threads for the one thread that fetches keys
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
    generatedPassword = FirstAccount.create(database, users, settings.adminPassword());
    SignInThrottle throttle = new SignInThrottle(signIn, clock);
    locks = new LockTable(database, ledger, signIn, clock, throttle::clear);
    known = new KnownAddresses(database, ledger, clock);
    SignInGate gate = new SignInGate(throttle, locks, known, PATIENCE);
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
    return accounts;
  }

  /** Signs in to SMTP. */
  public MailSignIn mail() {
    return mail;
  }

  /** The accounts, for those who look after them. */
  public Users users() {
    return users;
  }

  /** Locks after failures. */
  public SignInLocks locks() {
    return locks;
  }

  /** The first account's password, if it was generated at this start. */
  public Optional<String> generatedPassword() {
    return generatedPassword;
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
