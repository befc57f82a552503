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

class LineTest {

  private static final long LATER = Duration.ofMinutes(1).toNanos();

  private final Line line = new Line(0);

  /** As after a start, when the database knows who waits and nobody here does. */
  @Test
  void goesOnUntilALookFindsFewerThanItAskedFor() {
    line.waits();
    for (int i = 0; i < 5; i++) {
      line.looked(8, 8, LATER);
      line.sent(8, LATER);
      assertThat(line.isThere(LATER)).isTrue();
    }

    line.looked(8, 3, LATER);
    line.sent(3, LATER);

    assertThat(line.isThere(LATER)).isFalse();
    assertThat(line.waiting()).isZero();
  }
}
