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
package org.waypost.parking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waypost.api.mail.EmailAddress;

class PartyTest {

  @ParameterizedTest
  @CsvSource({
    "ann, joe@A.example, =ann",
    ", joe@A.example, joe@a.example",
    ", bounce-1234-77@a.example, bounce-#-#@a.example",
    ", news+joe=x.example@a.example, news@a.example",
    ", b=joe@a.example, b@a.example",
    ", '', ''"
  })
  void sendersOfOneMailingAreOneParty(String account, String sender, String party) {
    assertThat(Party.of(account, EmailAddress.parse(sender))).isEqualTo(party);
  }
}
