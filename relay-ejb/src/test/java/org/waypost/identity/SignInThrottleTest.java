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

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SignInThrottleTest {

  private final MovableClock clock = new MovableClock();
  private final SignInThrottle throttle = new SignInThrottle(clock);

  private SignInThrottle.Try begin() {
    return throttle.begin("name", "192.0.2.1", Duration.ofSeconds(30));
  }

  private Optional<Duration> pause(String name, String address) {
    try (SignInThrottle.Try attempt = throttle.begin(name, address, Duration.ZERO)) {
      return attempt.pause();
    }
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      clock.now = clock.now.plus(pause("name", "192.0.2.1").orElse(Duration.ZERO));
      try (SignInThrottle.Try attempt = begin()) {
        attempt.failed();
      }
    }
  }

  @Test
  void theFirstFailuresAreFree() {
    fail(SignInThrottle.FREE - 1);

    assertThat(pause("name", "192.0.2.1")).isEmpty();
  }

  @Test
  void eachFurtherFailureDoublesThePause() {
    fail(SignInThrottle.FREE);
    assertThat(pause("name", "192.0.2.1")).contains(Duration.ofSeconds(1));
    fail(3);
    assertThat(pause("name", "another")).contains(Duration.ofSeconds(8));
    assertThat(pause("another", "192.0.2.1")).contains(Duration.ofSeconds(8));
    clock.now = clock.now.plusSeconds(8);
    assertThat(pause("name", "192.0.2.1")).isEmpty();
    fail(20);
    assertThat(pause("name", "192.0.2.1")).contains(Duration.ofMinutes(15));
    assertThat(pause("another", "another")).isEmpty();
  }

  @Test
  void successClearsTheNameAndTimeClearsBoth() {
    fail(SignInThrottle.FREE + 2);
    clock.now = clock.now.plusSeconds(4);
    try (SignInThrottle.Try attempt = begin()) {
      attempt.succeeded();
    }
    fail(1);
    assertThat(pause("name", "another")).isEmpty();
    assertThat(pause("another", "192.0.2.1")).contains(Duration.ofSeconds(8));
    clock.now = clock.now.plus(Duration.ofMinutes(16));
    assertThat(pause("name", "192.0.2.1")).isEmpty();
    fail(1);
    assertThat(pause("name", "192.0.2.1")).isEmpty();
  }

  @Test
  void aTryThatEndsWithoutAFailureLeavesTheAddressAsItWas() {
    fail(SignInThrottle.FREE);
    clock.now = clock.now.plusSeconds(1);
    begin().close();

    assertThat(pause("another", "192.0.2.1")).isEmpty();
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
    clock.now = clock.now.plus(Duration.ofMinutes(16));
    assertThat(pause("name", "192.0.2.1")).isEmpty();
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

  private static final class MovableClock extends Clock {
    private Instant now = Instant.parse("2026-11-23T12:00:00Z");

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
