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
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProvenCredentialsTest {

  private final AtomicLong now = new AtomicLong();
  private final ProvenCredentials proven = new ProvenCredentials(now::get);

  @Test
  void remembersWhatWasRightForFiveMinutes() {
    proven.remember("ann", "secret", 7);
    now.set(Duration.ofMinutes(5).toNanos());
    assertThat(proven.contains("ann", "secret", 7)).isTrue();
    assertThat(proven.contains("ann", "other", 7)).isFalse();
    assertThat(proven.contains("an", "nsecret", 7)).isFalse();
    now.addAndGet(1);
    assertThat(proven.contains("ann", "secret", 7)).isFalse();
  }

  @Test
  void anAccountThatChangedIsForgotten() {
    proven.remember("ann", "secret", 7);
    assertThat(proven.contains("ann", "secret", 8)).isFalse();
    assertThat(proven.contains("ann", "secret", 7)).isFalse();
  }

  @Test
  void forgetsTheOldestWhenFull() {
    for (int i = 0; i < 1_001; i++) {
      proven.remember("user" + i, "p", 1);
    }
    assertThat(proven.contains("user0", "p", 1)).isFalse();
    assertThat(proven.contains("user1000", "p", 1)).isTrue();
  }
}
