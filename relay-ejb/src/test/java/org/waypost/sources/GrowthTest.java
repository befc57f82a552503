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
package org.waypost.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class GrowthTest {

  private static final LocalDate FIRST = LocalDate.parse("2026-11-23");

  @Test
  void aListHasALimitForEachOfItsDays() {
    Growth growth = new Growth.Listed(List.of(50L, 100L, 500L));
    assertThat(growth.limit(FIRST, FIRST.minusDays(1))).isEqualTo(OptionalLong.of(0));
    assertThat(growth.limit(FIRST, FIRST)).isEqualTo(OptionalLong.of(50));
    assertThat(growth.limit(FIRST, FIRST.plusDays(2))).isEqualTo(OptionalLong.of(500));
    assertThat(growth.limit(FIRST, FIRST.plusDays(3))).isEmpty();
  }

  @Test
  void aSteadyGrowthEndsAboveItsLastLimit() {
    Growth growth = new Growth.Steady(100, 1.1, 125);
    assertThat(growth.limit(0)).isEqualTo(OptionalLong.of(100));
    assertThat(growth.limit(1)).isEqualTo(OptionalLong.of(110));
    assertThat(growth.limit(2)).isEqualTo(OptionalLong.of(121));
    assertThat(growth.limit(3)).isEmpty();
    assertThat(growth.limit(100_000)).isEmpty();
  }

  @Test
  void aDayIsThatOfItsZone() {
    WarmUp warmUp =
        new WarmUp(FIRST, ZoneId.of("Europe/Berlin"), new Growth.Listed(List.of(1L)), List.of());
    assertThat(warmUp.day(Instant.parse("2026-11-23T23:30:00Z"))).isEqualTo("2026-11-24");
    assertThat(warmUp.after(FIRST)).isEqualTo("2026-11-23T23:00:00Z");
  }

  @Test
  void refusesWhatDoesNotGrow() {
    assertThatThrownBy(() -> new Growth.Steady(10, 1, 100))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Growth.Listed(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
