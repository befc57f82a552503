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

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageIdTest {

  @Test
  void carriesItsTime() {
    long before = System.currentTimeMillis();
    Instant time = MessageId.next().time();

    assertThat(time.toEpochMilli()).isBetween(before, System.currentTimeMillis());
  }

  @Test
  void sortsByTime() {
    MessageId early = new MessageId("01j" + "z".repeat(23));
    MessageId late = new MessageId("01k" + "0".repeat(23));

    assertThat(early).isLessThan(late);
    assertThat(early.time()).isBefore(late.time());
  }

  @Test
  void isNeverTheSame() {
    Set<MessageId> ids = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      ids.add(MessageId.next());
    }

    assertThat(ids).hasSize(10_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "01jabcdefghjkmnpqrstvwxyz",
        "01jabcdefghjkmnpqrstvwxyz012",
        "81jabcdefghjkmnpqrstvwxyz0",
        "01JABCDEFGHJKMNPQRSTVWXYZ0",
        "01jabcdefghijkmnpqrstvwxyz",
        "01jabcdefghlkmnpqrstvwxyz0",
        "01jabcdefghokmnpqrstvwxyz0",
        "01jabcdefghukmnpqrstvwxyz0"
      })
  void refusesAnotherShape(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> new MessageId(text));
  }
}
