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
import org.junit.jupiter.api.Test;

class SignInThrottleTest {

  private final MovableClock clock = new MovableClock();
  private final SignInThrottle throttle = new SignInThrottle(clock);

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      throttle.failed("key");
    }
  }

  @Test
  void theFirstFailuresAreFree() {
    fail(SignInThrottle.FREE - 1);

    assertThat(throttle.pause("key")).isEmpty();
  }

  @Test
  void eachFurtherFailureDoublesThePause() {
    fail(SignInThrottle.FREE);
    assertThat(throttle.pause("key")).contains(Duration.ofSeconds(1));
    fail(3);
    assertThat(throttle.pause("key")).contains(Duration.ofSeconds(8));
    clock.now = clock.now.plusSeconds(8);
    assertThat(throttle.pause("key")).isEmpty();
    fail(100);
    assertThat(throttle.pause("key")).contains(Duration.ofMinutes(15));
    assertThat(throttle.pause("another")).isEmpty();
  }

  @Test
  void successAndTimeClearIt() {
    fail(20);
    throttle.succeeded("key");
    assertThat(throttle.pause("key")).isEmpty();
    fail(20);
    clock.now = clock.now.plus(Duration.ofMinutes(16));
    assertThat(throttle.pause("key")).isEmpty();
    fail(1);
    assertThat(throttle.pause("key")).isEmpty();
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
