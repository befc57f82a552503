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
package org.waypost.api.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostPortTest {

  @Test
  void readsNamesAndAddresses() {
    assertThat(HostPort.parse(" mail.example.org:25 "))
        .isEqualTo(new HostPort("mail.example.org", 25));
    assertThat(HostPort.parse("[::1]:2525"))
        .isEqualTo(new HostPort("::1", 2525))
        .hasToString("[::1]:2525");
    assertThat(HostPort.parse("192.0.2.1:1")).hasToString("192.0.2.1:1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "host",
        "host:",
        ":25",
        "host:0",
        "host:65536",
        "host:x",
        "::1:25",
        "a b:25",
        "[]:25",
        "http://a:25"
      })
  void refusesWhatIsNone(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> HostPort.parse(text));
  }
}
