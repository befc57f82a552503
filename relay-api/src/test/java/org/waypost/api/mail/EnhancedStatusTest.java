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
package org.waypost.api.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnhancedStatusTest {

  @Test
  void readsTheCodeAtTheStartOfAReply() {
    assertThat(EnhancedStatus.atStartOf("5.7.1 no")).contains(new EnhancedStatus(5, 7, 1));
    assertThat(EnhancedStatus.atStartOf("2.0.999")).contains(new EnhancedStatus(2, 0, 999));
    assertThat(EnhancedStatus.atStartOf("4.4.1\nmore")).contains(new EnhancedStatus(4, 4, 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no", "3.1.1 x", "5.7", "5.7.1x", "5.7.1.2 x", " 5.7.1", "5.1000.1"})
  void findsNoneElsewhere(String text) {
    assertThat(EnhancedStatus.atStartOf(text)).isEmpty();
  }

  @Test
  void refusesPartsOutOfRange() {
    assertThatIllegalArgumentException().isThrownBy(() -> new EnhancedStatus(3, 0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new EnhancedStatus(5, -1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new EnhancedStatus(5, 0, 1000));
  }

  @Test
  void isWrittenWithDots() {
    assertThat(new EnhancedStatus(5, 1, 10)).hasToString("5.1.10");
  }
}
