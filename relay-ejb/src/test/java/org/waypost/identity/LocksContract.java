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
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.waypost.identity.Accounts.SignIn;
import org.waypost.identity.SignInLock.Kind;
import org.waypost.paging.PageRequest;

/** What is locked after failures, for whom, and how long. */
abstract class LocksContract extends IdentityContract {

  private static final String AWAY = "198.51.100.7";

  private List<SignInLock> locks() {
    return identity().locks().list(PageRequest.first()).items();
  }

  private void fail(String name, String address, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(accounts().signIn(name, "wrong " + i, address)).isEqualTo(new SignIn.Refused());
    }
  }

  private void assertLocked(String name, String address, Duration time) {
    assertThat(accounts().signIn(name, PASSWORD, address)).isEqualTo(new SignIn.Throttled(time));
  }

  @Test
  void failuresLockTheAccountForTheAddressAlone() {
    users().create("ann", PASSWORD, SUBMITTER);
    fail("ann", HOME, 5);

    assertLocked("Ann", HOME, Duration.ofMinutes(5));
    assertThat(node().accounts().signIn("ann", PASSWORD, HOME))
        .isInstanceOf(SignIn.Throttled.class);
    assertThat(accounts().signIn("ann", PASSWORD, AWAY)).isInstanceOf(SignIn.Granted.class);
    assertThat(accounts().signIn("admin", PASSWORD, HOME)).isInstanceOf(SignIn.Granted.class);
    assertThat(locks())
        .singleElement()
        .satisfies(
            lock -> {
              assertThat(lock.kind()).isEqualTo(Kind.PAIR);
              assertThat(lock.account()).isEqualTo("ann");
              assertThat(lock.address()).isEqualTo(HOME);
              assertThat(lock.failures()).isEqualTo(5);
              assertThat(lock.since()).isEqualTo(clock.instant());
              assertThat(lock.until()).isEqualTo(clock.instant().plusSeconds(300));
            });
  }

  @Test
  void eachLockIsTwiceAsLongUntilNoneWasForLong() {
    fail("nobody", HOME, 5);
    clock.move(Duration.ofMinutes(5));
    assertThat(locks()).isEmpty();
    identity().locks().revoke("unknown");
    clock.move(Duration.ofDays(1).minusMinutes(1));
    fail("nobody", HOME, 5);
    assertLocked("nobody", HOME, Duration.ofMinutes(10));
    clock.move(Duration.ofDays(2));
    fail("nobody", HOME, 5);
    assertLocked("nobody", HOME, Duration.ofMinutes(5));
  }

  @Test
  void aRevokedLockIsForgottenWithWhatLedToIt() {
    fail("admin", HOME, 5);
    String id = locks().get(0).id();

    assertThat(identity().locks().revoke(id)).isTrue();

    assertThat(identity().locks().revoke(id)).isFalse();
    assertThat(locks()).isEmpty();
    fail("admin", HOME, 2);
    assertThat(accounts().signIn("admin", PASSWORD, HOME)).isInstanceOf(SignIn.Granted.class);
  }

  @Test
  void failuresOverManyAccountsLockTheAddress() {
    users().create("ann", PASSWORD, SUBMITTER);
    for (int i = 0; i < 8; i++) {
      fail("guess" + i, HOME, 1);
    }

    assertLocked("ann", HOME, Duration.ofMinutes(5));
    assertThat(accounts().signIn("ann", PASSWORD, AWAY)).isInstanceOf(SignIn.Granted.class);
    assertThat(locks()).extracting(SignInLock::kind).containsExactly(Kind.ADDRESS);
  }

  @Test
  void aGuesserWithManyAddressesLocksNobodyOutOfWhereTheyAlwaysAre() {
    users().create("ann", PASSWORD, SUBMITTER);
    assertThat(accounts().signIn("ann", PASSWORD, HOME)).isInstanceOf(SignIn.Granted.class);
    SignInKey pair = SignInKey.pair("ann", HOME);
    KnownAddresses known = new KnownAddresses(database(), null, clock);
    await().untilAsserted(() -> assertThat(known.contains(pair)).isTrue());
    for (int i = 0; i < 10; i++) {
      fail("ann", "203.0.113." + i, 1);
    }

    assertThat(locks()).extracting(SignInLock::kind).containsExactly(Kind.ACCOUNT);
    assertLocked("ann", AWAY, Duration.ofMinutes(5));
    assertThat(accounts().signIn("ann", PASSWORD, HOME)).isInstanceOf(SignIn.Granted.class);
  }

  @Test
  void namesThatNobodyCanHaveAreOne() {
    for (String name : List.of("a b", "ü", "x".repeat(300), "\r\n", "")) {
      fail(name, HOME, 1);
    }

    assertLocked("another impossible name", HOME, Duration.ofMinutes(5));
    assertThat(locks()).extracting(SignInLock::account).containsExactly("");
  }

  @Test
  void whatIsLongOverIsDeleted() {
    fail("admin", HOME, 5);
    clock.move(Duration.ofDays(2));
    identity().deleteOld();

    assertThat(
            database()
                .<Long>read(statements -> statements.number("select count(*) from sign_in_lock")))
        .isZero();
  }

  @Test
  void parallelGuessesAreNotMoreThanThoseMadeOneByOne() throws Exception {
    List<SignIn> answers = atOnce(20, "wrong");

    assertThat(answers).contains(new SignIn.Refused());
    assertThat(answers.stream().filter(new SignIn.Refused()::equals).count())
        .isLessThanOrEqualTo(5);
    assertThat(answers.stream().filter(SignIn.Throttled.class::isInstance).count())
        .isGreaterThanOrEqualTo(15);
  }

  @Test
  void parallelSignInsWithTheRightPasswordAllSucceed() throws Exception {
    assertThat(atOnce(20, PASSWORD)).allMatch(SignIn.Granted.class::isInstance);
  }

  private List<SignIn> atOnce(int times, String password) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(times);
    try {
      Callable<SignIn> call = () -> accounts().signIn("admin", password, HOME);
      List<SignIn> answers = new ArrayList<>();
      for (Future<SignIn> answer : threads.invokeAll(Collections.nCopies(times, call))) {
        answers.add(answer.get());
      }
      return answers;
    } finally {
      threads.shutdown();
    }
  }
}
