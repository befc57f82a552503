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

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.identity.Accounts.SignIn;
import org.waypost.store.Database;
import org.waypost.store.Ledger;
import org.waypost.store.TestDatabases;

class SqlAccountsTest {

  private static final SignIn GRANTED =
      new SignIn.Granted("admin", Set.of(SqlAccounts.ADMINISTRATOR));

  @TempDir Path folder;
  private Database database;
  private Ledger ledger;
  private SqlAccounts accounts;

  @BeforeEach
  void open() {
    database = TestDatabases.h2(folder);
    ledger = new Ledger(database, Thread::new);
    accounts = new SqlAccounts(database);
  }

  @AfterEach
  void close() {
    ledger.close();
    database.close();
  }

  @Test
  void theFirstPasswordIsGeneratedOnceAndTold() {
    String password = accounts.createFirst(ledger, Optional.empty()).orElseThrow();

    assertThat(password).hasSize(20);
    assertThat(accounts.createFirst(ledger, Optional.empty())).isEmpty();
    assertThat(accounts.signIn("admin", password, "192.0.2.1")).isEqualTo(GRANTED);
  }

  @Test
  void aGivenPasswordIsNotTold() {
    assertThat(accounts.createFirst(ledger, Optional.of("correct horse"))).isEmpty();
    assertThat(accounts.signIn("admin", "correct horse", "192.0.2.1")).isEqualTo(GRANTED);
    assertThat(accounts.signIn("admin", "wrong", "192.0.2.1")).isEqualTo(new SignIn.Refused());
    assertThat(accounts.signIn("Admin' --", "correct horse", "192.0.2.1"))
        .isEqualTo(new SignIn.Refused());
  }

  @Test
  void failuresSlowNameAndAddressDown() {
    accounts.createFirst(ledger, Optional.of("correct horse"));
    for (int i = 0; i < SignInThrottle.FREE + 3; i++) {
      accounts.signIn("admin", "wrong" + i, "192.0.2." + i);
    }
    assertThat(accounts.signIn("admin", "correct horse", "198.51.100.1"))
        .isInstanceOf(SignIn.Throttled.class);
  }

  @Test
  void parallelGuessesAreNotMoreThanThoseMadeOneByOne() throws Exception {
    // At this hour for ever: no pause ends, however long the hashes take.
    accounts = new SqlAccounts(database, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    accounts.createFirst(ledger, Optional.of("correct horse"));

    List<SignIn> answers = atOnce(4 * SignInThrottle.FREE, "wrong");

    assertThat(answers).contains(new SignIn.Refused()).doesNotContain(GRANTED);
    assertThat(answers.stream().filter(new SignIn.Refused()::equals).count())
        .isLessThanOrEqualTo(SignInThrottle.FREE);
    assertThat(answers.stream().filter(SignIn.Throttled.class::isInstance).count())
        .isGreaterThanOrEqualTo(3 * SignInThrottle.FREE);
  }

  @Test
  void twoGuessesAtOnceAreOneWhenOneIsLeft() throws Exception {
    accounts = new SqlAccounts(database, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    accounts.createFirst(ledger, Optional.of("correct horse"));
    for (int i = 1; i < SignInThrottle.FREE; i++) {
      accounts.signIn("admin", "wrong" + i, "198.51.100.1");
    }

    assertThat(atOnce(2, "wrong"))
        .containsExactlyInAnyOrder(
            new SignIn.Refused(), new SignIn.Throttled(Duration.ofSeconds(1)));
  }

  @Test
  void parallelSignInsWithTheRightPasswordAllSucceed() throws Exception {
    accounts.createFirst(ledger, Optional.of("correct horse"));

    assertThat(atOnce(SignInThrottle.FREE + 1, "correct horse")).containsOnly(GRANTED);
  }

  /** Signs in from as many addresses in as many threads. */
  private List<SignIn> atOnce(int times, String password) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(times);
    try {
      List<Callable<SignIn>> calls = new ArrayList<>();
      for (int i = 0; i < times; i++) {
        String address = "192.0.2." + i;
        calls.add(() -> accounts.signIn("admin", password, address));
      }
      List<SignIn> answers = new ArrayList<>();
      for (Future<SignIn> answer : threads.invokeAll(calls)) {
        answers.add(answer.get());
      }
      return answers;
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void aHashMatchesItsPasswordOnly() {
    String hash = PasswordHash.of("päss");

    assertThat(hash).startsWith("pbkdf2-sha512$210000$").hasSizeLessThan(400);
    assertThat(PasswordHash.matches("päss", hash)).isTrue();
    assertThat(PasswordHash.matches("pass", hash)).isFalse();
    assertThat(PasswordHash.matches("päss", "plain")).isFalse();
    assertThat(PasswordHash.of("päss")).isNotEqualTo(hash);
  }
}
