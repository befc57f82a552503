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

import org.junit.jupiter.api.Test;

class PasswordHashTest {

  @Test
  void aHashMatchesItsPasswordOnly() {
    String hash = PasswordHash.of("päss", 1000);

    assertThat(hash).startsWith("pbkdf2-sha512$1000$").hasSizeLessThan(400);
    assertThat(PasswordHash.matches("päss", hash)).isTrue();
    assertThat(PasswordHash.matches("pass", hash)).isFalse();
    assertThat(PasswordHash.matches("päss", "plain")).isFalse();
    assertThat(PasswordHash.of("päss", 1000)).isNotEqualTo(hash);
  }
}
