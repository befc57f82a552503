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
package org.waypost.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.waypost.web.problem.ProblemException;

final class LargeDraftsTest {

  private static final long LARGE = LargeDrafts.SMALL + 1;

  @Test
  void refusesASecondLargeOneThatWaitsTooLong() {
    LargeDrafts drafts = new LargeDrafts(Duration.ofMillis(20));
    try (LargeDrafts.Place first = drafts.reserve(LARGE)) {
      assertThat(first).isNotNull();
      ProblemException refusal =
          catchThrowableOfType(ProblemException.class, () -> drafts.reserve(LARGE));
      assertThat(refusal.problem().status()).isEqualTo(503);
    }
  }

  @Test
  void letsTheNextOneInWhenAPlaceIsGivenBack() throws Exception {
    LargeDrafts drafts = new LargeDrafts(Duration.ofMinutes(1));
    CompletableFuture<Void> second;
    try (LargeDrafts.Place first = drafts.reserve(LARGE)) {
      assertThat(first).isNotNull();
      second = CompletableFuture.runAsync(() -> drafts.reserve(LARGE).close());
      assertThat(second).isNotDone();
    }
    second.get(30, TimeUnit.SECONDS);
  }

  @Test
  void keepsNoSmallOneWaiting() {
    LargeDrafts drafts = new LargeDrafts(Duration.ZERO);
    try (LargeDrafts.Place large = drafts.reserve(LARGE);
        LargeDrafts.Place small = drafts.reserve(LargeDrafts.SMALL)) {
      assertThat(large).isNotNull();
      assertThat(small).isNotNull();
    }
  }

  @Test
  void endsTheWaitOfAnInterruptedThread() {
    LargeDrafts drafts = new LargeDrafts(Duration.ofMinutes(1));
    Thread.currentThread().interrupt();
    ProblemException refusal =
        catchThrowableOfType(ProblemException.class, () -> drafts.reserve(LARGE));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(refusal.problem().status()).isEqualTo(503);
  }
}
