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
package org.waypost.plugins.lists;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.waypost.api.extension.Opinion;
import org.waypost.api.extension.RecipientPolicy;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.Recipient;
import org.waypost.plugins.service.Declared;

class AddressListsTest {

  private static Opinion judge(Map<String, ?> values, String address) throws Exception {
    RecipientPolicy policy = Declared.start(RecipientPolicy.class, "recipient-list", values);
    return policy.judge(null, Recipient.of(EmailAddress.parse(address)));
  }

  @Test
  void anEntryIsAnAddressADomainOrSubdomains() {
    AddressList list =
        AddressList.of(List.of("User@Example.com", "@example.net", ".example.org", "spam@", "<>"));
    for (String each :
        List.of("user@example.com", "USER@EXAMPLE.com", "a@example.net", "a@b.c.example.org")) {
      assertThat(list.holds(EmailAddress.parse(each))).as(each).isTrue();
    }
    assertThat(list.holds(EmailAddress.parse("spam@anywhere.example"))).isTrue();
    assertThat(list.holds(EmailAddress.NULL_SENDER)).isTrue();
    for (String each : List.of("other@example.com", "a@sub.example.net", "a@example.org")) {
      assertThat(list.holds(EmailAddress.parse(each))).as(each).isFalse();
    }
  }

  @Test
  void whatIsNoEntryIsNamed() {
    for (String each : List.of("", "example.com", "@", "a b@example.com")) {
      assertThatThrownBy(() -> AddressList.of(List.of(each)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'" + each + "'");
    }
  }

  @Test
  void theTrustedAreNeverRefused() throws Exception {
    Map<String, ?> values =
        Map.of("trusted", List.of("boss@example.org"), "refused", List.of("@example.org"));
    assertThat(judge(values, "boss@example.org")).isEqualTo(Opinion.trusted());
    assertThat(judge(values, "other@example.org").reply())
        .hasToString("550 5.1.1 Recipient address rejected");
    assertThat(judge(values, "other@example.com")).isEqualTo(Opinion.none());
  }

  @Test
  void othersAreRefusedWhereOnlyTheListedAreWanted() throws Exception {
    Map<String, ?> values =
        Map.of("trusted", List.of("@example.org"), "refuseOthers", true, "reply", "Not ours");
    assertThat(judge(values, "a@example.com").reply()).hasToString("550 5.1.1 Not ours");
    assertThat(judge(values, "a@example.org")).isEqualTo(Opinion.trusted());
  }
}
