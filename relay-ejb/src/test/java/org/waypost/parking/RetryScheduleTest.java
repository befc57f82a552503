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
package org.waypost.parking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waypost.queue.Mails;

class RetryScheduleTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private final RetrySchedule schedule =
      new RetrySchedule(
          List.of(Duration.ofSeconds(60), Duration.ofSeconds(300), Duration.ofSeconds(7200)),
          Duration.ofDays(5));

  @ParameterizedTest
  @CsvSource({
    "1, 0.5, 60",
    "1, 0, 54",
    "1, 1, 66",
    "2, 0.5, 300",
    "3, 0.5, 7200",
    "4, 0.5, 7200",
    "999, 1, 7920"
  })
  void pausesAfterEachFailure(int failed, double random, long seconds) {
    assertThat(schedule.next(failed, NOW, NOW.plus(Duration.ofDays(1)), () -> random))
        .isEqualTo(NOW.plusSeconds(seconds));
  }

  @Test
  void theLastAttemptIsMadeAtTheExpiry() {
    assertThat(schedule.next(3, NOW, NOW.plusSeconds(100), () -> 0.5))
        .isEqualTo(NOW.plusSeconds(100));
    assertThat(schedule.expiresAt(Mails.at(Mails.header(1), NOW)))
        .isEqualTo(NOW.plus(Duration.ofDays(5)));
  }

  @Test
  void hasAPause() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RetrySchedule(List.of(), Duration.ofDays(5)));
  }
}
