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
package org.waypost.smtp.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XtextTest {

  @Test
  void decodes() {
    assertThat(Xtext.decode("a+2Bb+3Dc!~")).isEqualTo("a+b=c!~");
    assertThat(Xtext.decode("+C3+B6+00")).isEqualTo("\u00c3\u00b6\0");
    assertThat(Xtext.decode("")).isEmpty();
    assertThat(Xtext.decodeText("+22a+20b+22@c")).isEqualTo("\"a b\"@c");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=b", "a b", "+", "+2", "+2b", "+G0", "a+-1", "\u00f6", "a\tb"})
  void refusesWhatIsNoXtext(String encoded) {
    assertThatIllegalArgumentException().isThrownBy(() -> Xtext.decode(encoded));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "+20", "a+0D+0Ab", "+7F", "+C3"})
  void refusesWhatIsNoText(String encoded) {
    assertThatIllegalArgumentException().isThrownBy(() -> Xtext.decodeText(encoded));
  }
}
