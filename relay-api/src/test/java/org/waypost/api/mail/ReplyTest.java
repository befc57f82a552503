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

class ReplyTest {

  @Test
  void isLoggedOnOneLine() {
    assertThat(Reply.of(550, "5.7.1", "no\nreally")).hasToString("550 5.7.1 no really");
    assertThat(Reply.of(250, "")).hasToString("250");
  }

  @Test
  void neverSmugglesALine() {
    assertThat(Reply.of(550, "a\r\n250 b\0c\u0085d\u009b").text()).isEqualTo("a \n250 b c d ");
  }

  @Test
  void theClassOfTheCodeDecides() {
    assertThat(Reply.of(250, "").isPositive()).isTrue();
    assertThat(Reply.of(354, "").isPositive()).isFalse();
    assertThat(Reply.of(421, "").isTemporary()).isTrue();
    assertThat(Reply.of(550, "").isPermanent()).isTrue();
    assertThat(Reply.of(550, "").isTemporary()).isFalse();
  }

  @Test
  void refusesOtherCodes() {
    assertThatIllegalArgumentException().isThrownBy(() -> Reply.of(199, ""));
    assertThatIllegalArgumentException().isThrownBy(() -> Reply.of(600, ""));
    assertThatIllegalArgumentException().isThrownBy(() -> Reply.of(550, "five", ""));
  }

  @Test
  void anIntermediateReplyIsNoVerdict() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Verdict(Reply.of(354, "")));
    assertThat(Verdict.accept("2.0.0", "Ok").isAccepted()).isTrue();
    assertThat(Verdict.temporary(451, "4.3.0", "later").isAccepted()).isFalse();
  }
}
