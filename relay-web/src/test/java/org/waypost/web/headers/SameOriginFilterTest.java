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
package org.waypost.web.headers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SameOriginFilterTest {

  private static final String HOST = "relay.example:8080";

  @Test
  void letsReadingPass() {
    assertThat(SameOriginFilter.isAllowed("GET", "cross-site", "https://evil.example", HOST))
        .isTrue();
  }

  @Test
  void letsProgramsPass() {
    assertThat(SameOriginFilter.isAllowed("POST", null, null, HOST)).isTrue();
  }

  @Test
  void letsItsOwnPagesPass() {
    assertThat(SameOriginFilter.isAllowed("POST", "same-origin", "http://" + HOST, HOST)).isTrue();
    assertThat(SameOriginFilter.isAllowed("POST", null, "http://" + HOST, HOST)).isTrue();
  }

  @Test
  void refusesPagesOfOthers() {
    assertThat(SameOriginFilter.isAllowed("POST", "cross-site", null, HOST)).isFalse();
    assertThat(SameOriginFilter.isAllowed("DELETE", "same-site", null, HOST)).isFalse();
    assertThat(SameOriginFilter.isAllowed("POST", null, "https://evil.example", HOST)).isFalse();
    assertThat(SameOriginFilter.isAllowed("POST", null, "null", HOST)).isFalse();
    assertThat(SameOriginFilter.isAllowed("POST", null, "not a uri", HOST)).isFalse();
  }
}
