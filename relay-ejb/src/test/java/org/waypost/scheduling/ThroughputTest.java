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
package org.waypost.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ThroughputTest {

  private final Throughput throughput = new Throughput();
  private long now = Duration.ofDays(3).toNanos();

  private void attempts(int count, Duration thenPass) {
    for (int i = 0; i < count; i++) {
      throughput.add(now);
    }
    now += thenPass.toNanos();
  }

  @Test
  void countsTheLastMinuteAndTheLastHour() {
    attempts(5, Duration.ofSeconds(40));
    attempts(7, Duration.ofSeconds(10));
    assertThat(throughput.lastMinute(now)).isEqualTo(12);
    now += Duration.ofSeconds(30).toNanos();
    assertThat(throughput.lastMinute(now)).isEqualTo(7);
    assertThat(throughput.lastHour(now)).isEqualTo(12);
  }

  @Test
  void forgetsWhatIsOld() {
    attempts(5, Duration.ofMinutes(50));
    attempts(1, Duration.ofMinutes(20));
    assertThat(throughput.lastMinute(now)).isZero();
    assertThat(throughput.lastHour(now)).isEqualTo(1);
    now += Duration.ofDays(400).toNanos();
    assertThat(throughput.lastHour(now)).isZero();
  }

  @Test
  void countsNothingAtFirst() {
    assertThat(throughput.lastHour(now)).isZero();
  }
}
