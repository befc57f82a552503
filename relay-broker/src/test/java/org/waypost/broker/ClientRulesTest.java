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
package org.waypost.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.apache.activemq.artemis.core.security.CheckType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.waypost.api.broker.ClientRight;

final class ClientRulesTest {

  private static final Set<ClientRight> ALL = EnumSet.allOf(ClientRight.class);

  @ParameterizedTest
  @CsvSource({
    "SUBMIT, SEND, waypost.submit",
    "EVENTS, CONSUME, waypost.events",
    "EVENTS, CREATE_DURABLE_QUEUE, waypost.events",
    "RECEIVE, CONSUME, orders",
    "RECEIVE, CONSUME, orders::orders",
    "EVENTS, CREATE_DURABLE_QUEUE, waypost.events::shop.all",
    "RECEIVE, CREATE_DURABLE_QUEUE, shop.tickets",
    "SUBMIT, CONSUME, 8c8f7b1a-0c0e-11f1-9d5c-0242ac120002",
  })
  void aRightAllowsItsOwn(ClientRight right, CheckType check, String address) {
    assertThat(ClientRules.allow(EnumSet.of(right), check, address)).isTrue();
    assertThat(ClientRules.allow(Set.of(), check, address)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "waypost.outbound",
        "waypost.outbound.malformed",
        "waypost",
        "waypost.submit.x",
        "activemq.management",
        "$sys.mqtt",
        "#",
        "*",
        "waypost.*",
        "orders.#",
        "waypost.outbound::a",
        "#::a",
        "",
      })
  void nobodyTouchesWhatIsNotForApplications(String address) {
    for (CheckType check : CheckType.values()) {
      assertThat(ClientRules.allow(ALL, check, address)).as(check.name()).isFalse();
    }
  }

  @Test
  void nobodyReadsSubmissionsAndNobodySendsEventsOrToApplications() {
    assertThat(ClientRules.allow(ALL, CheckType.CONSUME, "waypost.submit")).isFalse();
    assertThat(ClientRules.allow(ALL, CheckType.BROWSE, "waypost.submit")).isFalse();
    assertThat(ClientRules.allow(ALL, CheckType.SEND, "waypost.events")).isFalse();
    assertThat(ClientRules.allow(ALL, CheckType.SEND, "orders")).isFalse();
    for (CheckType check : EnumSet.of(CheckType.MANAGE, CheckType.VIEW, CheckType.EDIT)) {
      assertThat(ClientRules.allow(ALL, check, "orders")).isFalse();
    }
  }

  @Test
  void whatIsRejectedIsForThoseWhoMayEverything() {
    assertThat(ClientRules.allow(ALL, CheckType.CONSUME, "waypost.submit.rejected")).isTrue();
    assertThat(
            ClientRules.allow(
                EnumSet.of(ClientRight.SUBMIT, ClientRight.RECEIVE),
                CheckType.CONSUME,
                "waypost.submit.rejected"))
        .isFalse();
  }
}
