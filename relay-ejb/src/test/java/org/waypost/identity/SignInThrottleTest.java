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

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.waypost.api.settings.SignInSettings;

class SignInThrottleTest {

  private static final SignInKey PAIR = SignInKey.pair("name", "192.0.2.1");
  private static final SignInKey ADDRESS = SignInKey.address("192.0.2.1");
  private static final SignInKey ACCOUNT = SignInKey.account("name");
  private static final List<SignInKey> KEYS = List.of(PAIR, ADDRESS, ACCOUNT);

  private final MovableClock clock = new MovableClock();
  private final SignInThrottle throttle =
      new SignInThrottle(
          new SignInSettings(10, 20, 100, Duration.ofMinutes(5), Duration.ofDays(1), 4096), clock);

  private SignInThrottle.Try begin() {
    return throttle.begin(KEYS, Duration.ofSeconds(30));
  }

  private Optional<Duration> pause(String name, String address) {
    List<SignInKey> keys =
        List.of(SignInKey.pair(name, address), SignInKey.address(address), SignInKey.account(name));
    try (SignInThrottle.Try attempt = throttle.begin(keys, Duration.ZERO)) {
      return attempt.pause();
    }
  }

  private List<SignInKey> fail(int times) {
    List<SignInKey> reached = List.of();
    for (int i = 0; i < times; i++) {
      clock.move(pause("name", "192.0.2.1").orElse(Duration.ZERO));
      try (SignInThrottle.Try attempt = begin()) {
        assertThat(attempt.pause()).isEmpty();
        reached = attempt.failed();
      }
    }
    return reached;
  }

  @Test
  void theFirstFailuresAreFree() {
    fail(SignInThrottle.FREE - 1);

    assertThat(pause("name", "192.0.2.1")).isEmpty();
  }

  @Test
  void eachFurtherFailureDoublesThePauseOfThePairAlone() {
    fail(SignInThrottle.FREE);
    assertThat(pause("name", "192.0.2.1")).contains(Duration.ofSeconds(1));
    fail(3);
    assertThat(pause("name", "192.0.2.1")).contains(Duration.ofSeconds(8));
    assertThat(pause("name", "192.0.2.2")).isEmpty();
    assertThat(pause("another", "192.0.2.1")).isEmpty();
    clock.move(Duration.ofSeconds(8));
    assertThat(pause("name", "192.0.2.1")).isEmpty();
  }

  @Test
  void saysWhichKeysHaveReachedTheirLimits() {
    assertThat(fail(9)).isEmpty();
    assertThat(fail(1)).containsExactly(PAIR);
    throttle.clear(PAIR);
    assertThat(fail(9)).isEmpty();
    assertThat(fail(1)).containsExactly(PAIR, ADDRESS);
  }

  @Test
  void successClearsThePairOnly() {
    fail(9);
    clock.move(Duration.ofSeconds(16));
    try (SignInThrottle.Try attempt = begin()) {
      attempt.succeeded();
    }
    assertThat(fail(9)).isEmpty();
    throttle.clear(PAIR);
    assertThat(fail(2)).containsExactly(ADDRESS);
  }

  @Test
  void aCountRunsDownByItsLimitInADay() {
    fail(9);
    clock.move(Duration.ofHours(12));
    assertThat(fail(5)).isEmpty();
    assertThat(fail(1)).containsExactly(PAIR);
  }

  @Test
  void aTryThatEndsWithoutAFailureIsNone() {
    fail(SignInThrottle.FREE);
    clock.move(Duration.ofSeconds(1));
    begin().close();

    assertThat(pause("name", "192.0.2.1")).isEmpty();
  }

  @Test
  void triesUnderwayCountAsFailures() {
    fail(SignInThrottle.FREE - 2);
    try (SignInThrottle.Try first = begin();
        SignInThrottle.Try second = begin()) {
      assertThat(first.pause()).isEmpty();
      assertThat(second.pause()).isEmpty();
      assertThat(pause("name", "192.0.2.1")).isPresent();
    }
    assertThat(pause("name", "192.0.2.1")).isEmpty();
  }

  @Test
  @Timeout(60)
  void aTryWaitsForTheOneBeforeIt() throws Exception {
    assertThat(whileAnotherIsUnderway(SignInThrottle.Try::succeeded)).isEmpty();
    assertThat(whileAnotherIsUnderway(SignInThrottle.Try::failed)).contains(Duration.ofSeconds(1));
  }

  /** The pause of a second thread's try, begun while the first may still fail for the last time. */
  private Optional<Duration> whileAnotherIsUnderway(Consumer<SignInThrottle.Try> end)
      throws Exception {
    throttle.clear(PAIR);
    fail(SignInThrottle.FREE - 1);
    AtomicReference<Optional<Duration>> answer = new AtomicReference<>();
    Thread second =
        new Thread(
            () -> {
              try (SignInThrottle.Try attempt = begin()) {
                answer.set(attempt.pause());
              }
            });
    try (SignInThrottle.Try first = begin()) {
      second.start();
      while (second.getState() != Thread.State.TIMED_WAITING) {
        Thread.onSpinWait();
      }
      end.accept(first);
    }
    second.join();
    return answer.get();
  }

  @Test
  void aSiteOfIpv6IsOneClient() {
    assertThat(SignInKey.address("2001:db8::1")).isEqualTo(SignInKey.address("2001:db8::2%eth0"));
    assertThat(SignInKey.address("2001:db8::1")).isNotEqualTo(SignInKey.address("2001:db8:0:1::1"));
    assertThat(SignInKey.address("::ffff:192.0.2.1")).isEqualTo(SignInKey.address("192.0.2.1"));
    assertThat(SignInKey.address("nonsense").address()).isEqualTo("unknown");
  }

  @Test
  void keysAreToldApartAndTheSameEverywhere() {
    assertThat(PAIR.id()).isEqualTo(SignInKey.pair("name", "192.0.2.1").id()).hasSize(32);
    assertThat(List.of(PAIR.id(), ADDRESS.id(), ACCOUNT.id())).doesNotHaveDuplicates();
  }
}
