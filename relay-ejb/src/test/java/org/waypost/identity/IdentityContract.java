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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.waypost.api.settings.Settings;
import org.waypost.identity.Accounts.SignIn;
import org.waypost.identity.Users.Outcome;
import org.waypost.paging.PageRequest;
import org.waypost.store.Database;
import org.waypost.store.Ledger;

/** What users, sign-ins and locks promise, on whichever database. */
@Timeout(60)
abstract class IdentityContract {

  static final String PASSWORD = "correct horse";
  static final String HOME = "192.0.2.1";
  static final UserProfile SUBMITTER =
      new UserProfile(Set.of(Role.SUBMITTER), List.of("Ann@X.example"), false);
  static final UserProfile ADMINISTRATOR =
      new UserProfile(Set.of(Role.ADMINISTRATOR), List.of(), false);
  static final UserProfile DISABLED = new UserProfile(Set.of(Role.SUBMITTER), List.of(), true);

  final Map<String, String> variables =
      new HashMap<>(
          Map.of(
              "WAYPOST_ADMIN_PASSWORD", PASSWORD,
              "WAYPOST_SCRAM_ITERATIONS", "4096",
              "WAYPOST_SIGN_IN_PAIR_FAILURES", "5",
              "WAYPOST_SIGN_IN_ADDRESS_FAILURES", "8",
              "WAYPOST_SIGN_IN_ACCOUNT_FAILURES", "10"));
  final MovableClock clock = new MovableClock();
  private Database database;
  private Ledger ledger;
  private Identity identity;

  abstract Database open() throws Exception;

  @BeforeEach
  void start() throws Exception {
    database = open();
    ledger = new Ledger(database, Thread::new);
    identity = node();
  }

  @AfterEach
  void stop() {
    identity.close();
    ledger.close();
    database.close();
  }

  /** One more node on the same database. */
  Identity node() {
    return new Identity(new Settings(variables::get), database, ledger, Thread::new, clock, 1000);
  }

  Database database() {
    return database;
  }

  Identity identity() {
    return identity;
  }

  Accounts accounts() {
    return identity.accounts();
  }

  Users users() {
    return identity.users();
  }

  SignIn signIn(String name, String password) {
    return accounts().signIn(name, password, HOME);
  }

  @Test
  void theFirstAccountIsMadeOnce() {
    assertThat(identity.generatedPassword()).isEmpty();
    assertThat(signIn("Admin", PASSWORD))
        .isInstanceOfSatisfying(
            SignIn.Granted.class,
            granted -> {
              assertThat(granted.name()).isEqualTo("admin");
              assertThat(granted.roles()).containsExactly("administrator");
            });
    variables.remove("WAYPOST_ADMIN_PASSWORD");
    assertThat(node().generatedPassword()).isEmpty();
  }

  @Test
  void aUserIsShownAsItWasMade() {
    assertThat(users().create("Ann", PASSWORD, SUBMITTER)).isEqualTo(Outcome.DONE);

    User ann = users().find("ANN").orElseThrow();
    assertThat(ann.name()).isEqualTo("ann");
    assertThat(ann.roles()).containsExactly(Role.SUBMITTER);
    assertThat(ann.addresses()).containsExactly("ann@x.example");
    assertThat(ann.createdAt()).isEqualTo(clock.instant());
    assertThat(ann.lastSignInAt()).isNull();
    assertThat(users().list(null, PageRequest.first()).items())
        .extracting(User::name)
        .containsExactly("admin", "ann");
    assertThat(users().list("X.exam", PageRequest.first()).items()).containsExactly(ann);
    assertThat(users().list("nobody", PageRequest.first()).total()).isZero();
  }

  @Test
  void namesAndAddressesBelongToOne() {
    users().create("ann", PASSWORD, SUBMITTER);

    assertThat(users().create("ANN", PASSWORD, ADMINISTRATOR)).isEqualTo(Outcome.NAME_TAKEN);
    assertThat(users().create("ann@x.example", PASSWORD, ADMINISTRATOR))
        .isEqualTo(Outcome.NAME_TAKEN);
    assertThat(users().create("bob", PASSWORD, SUBMITTER)).isEqualTo(Outcome.ADDRESS_TAKEN);
    assertThat(users().replace("admin", Optional.empty(), withAddress("ann@x.example")))
        .isEqualTo(Outcome.ADDRESS_TAKEN);
    assertThat(users().replace("ann", Optional.empty(), SUBMITTER)).isEqualTo(Outcome.DONE);
    users().create("carl@x.example", PASSWORD, ADMINISTRATOR);
    assertThat(users().replace("admin", Optional.empty(), withAddress("carl@x.example")))
        .isEqualTo(Outcome.ADDRESS_TAKEN);
  }

  private static UserProfile withAddress(String address) {
    return new UserProfile(Set.of(Role.ADMINISTRATOR), List.of(address), false);
  }

  @Test
  void whatBreaksARuleIsNamed() {
    assertInvalid("name", () -> users().create("a b", PASSWORD, SUBMITTER));
    assertInvalid("name", () -> users().create("a".repeat(129), PASSWORD, SUBMITTER));
    assertInvalid("password", () -> users().create("ann", "short", SUBMITTER));
    assertInvalid("password", () -> users().create("ann", "x".repeat(257), SUBMITTER));
    assertInvalid("password", () -> users().create("ann", "with\nline", SUBMITTER));
    assertInvalid("password", () -> users().create("username", "UserName", SUBMITTER));
    assertInvalid("roles", () -> new UserProfile(Set.of(), List.of(), false));
    assertInvalid(
        "addresses[1]",
        () -> new UserProfile(Set.of(Role.SUBMITTER), List.of("a@b.example", "no"), false));
  }

  private static void assertInvalid(String field, Runnable call) {
    assertThatExceptionOfType(InvalidUserException.class)
        .isThrownBy(call::run)
        .satisfies(thrown -> assertThat(thrown.field()).isEqualTo(field));
  }

  @Test
  void theLastAdministratorStays() {
    assertThat(users().delete("admin")).isEqualTo(Outcome.LAST_ADMINISTRATOR);
    assertThat(users().replace("admin", Optional.empty(), SUBMITTER))
        .isEqualTo(Outcome.LAST_ADMINISTRATOR);
    assertThat(users().replace("admin", Optional.empty(), DISABLED))
        .isEqualTo(Outcome.LAST_ADMINISTRATOR);
    users().create("ann", PASSWORD, ADMINISTRATOR);
    assertThat(users().delete("admin")).isEqualTo(Outcome.DONE);
    assertThat(users().delete("admin")).isEqualTo(Outcome.NO_SUCH_USER);
    assertThat(users().delete("ann")).isEqualTo(Outcome.LAST_ADMINISTRATOR);
  }

  @Test
  void aChangeEndsWhatWasGrantedBeforeOnEveryNode() {
    users().create("ann", PASSWORD, SUBMITTER);
    SignIn.Granted before = (SignIn.Granted) signIn("ann", PASSWORD);
    Accounts other = node().accounts();
    assertThat(other.signIn("ann", PASSWORD, HOME)).isEqualTo(before);
    users().replace("ann", Optional.empty(), SUBMITTER);
    assertThat(accounts().isCurrent("ann", before.stamp())).isTrue();

    users().replace("ann", Optional.of("another password"), SUBMITTER);

    assertThat(accounts().isCurrent("ann", before.stamp())).isFalse();
    assertThat(other.signIn("ann", PASSWORD, HOME)).isEqualTo(new SignIn.Refused());
    assertThat(other.signIn("ann", "another password", HOME)).isInstanceOf(SignIn.Granted.class);
    users().replace("ann", Optional.empty(), DISABLED);
    assertThat(other.signIn("ann", "another password", HOME)).isEqualTo(new SignIn.Refused());
    users().delete("ann");
    assertThat(other.signIn("ann", "another password", HOME)).isEqualTo(new SignIn.Refused());
  }

  @Test
  void theTimeOfTheSignInIsNoted() {
    signIn("admin", PASSWORD);

    await()
        .untilAsserted(
            () ->
                assertThat(users().find("admin").orElseThrow().lastSignInAt())
                    .isEqualTo(clock.instant()));
  }

  @Test
  void anAccountFromBeforeGetsItsScramKeysAtItsNextSignIn() {
    ledger.writeAndWait(
        statements ->
            statements.update(
                "insert into account (name, password_hash, roles, created_at) values (?, ?, ?, ?)",
                "old",
                PasswordHash.of(PASSWORD, 1000),
                "administrator",
                1L));
    assertThat(scramKeys("old")).isEmpty();

    assertThat(signIn("old", PASSWORD)).isInstanceOf(SignIn.Granted.class);

    await().untilAsserted(() -> assertThat(scramKeys("old")).isPresent());
  }

  private Optional<ScramKeys> scramKeys(String name) {
    return database.read(statements -> AccountTable.find(statements, name)).flatMap(Account::scram);
  }
}
