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
package org.waypost.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.waypost.api.mail.MessageId;

class LatelyTakenTest {

  private final LatelyTaken taken = new LatelyTaken();

  @Test
  void knowsWhatWasTakenBeforeByGroup() {
    MessageId id = MessageId.next();
    assertThat(taken.again(id, 1)).isFalse();
    assertThat(taken.again(id, 2)).isFalse();
    assertThat(taken.again(id, 1)).isTrue();
  }

  @Test
  void isBounded() {
    MessageId oldest = MessageId.next();
    taken.again(oldest, 0);
    for (int i = 0; i < 20_000; i++) {
      taken.again(MessageId.next(), 0);
    }
    assertThat(taken.again(oldest, 0)).isFalse();
  }
}
