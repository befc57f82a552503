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
package org.waypost.plugins.rates;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.waypost.api.extension.ExtensionContext;
import org.waypost.api.extension.Opinion;
import org.waypost.api.extension.Parameters;
import org.waypost.plugins.service.Envelopes;
import org.waypost.plugins.service.FixedNames;
import org.waypost.plugins.service.MemoryState;

class SenderRatePolicyTest {

  private final MemoryState state = new MemoryState();
  private Instant now = Instant.parse("2026-11-24T00:10:00Z");

  private SenderRatePolicy policy(Map<String, ?> changed) {
    Map<String, Object> values = new HashMap<>();
    values.put("by", "sender");
    values.put("messages", 2);
    values.put("window", Duration.ofHours(1));
    values.putAll(changed);
    SenderRatePolicy policy = new SenderRatePolicy(() -> now);
    policy.start(
        new ExtensionContext(
            "rate",
            "relay.example",
            Parameters.of(values),
            new FixedNames(Map.of()),
            state,
            Path.of("unused")));
    return policy;
  }

  private static Opinion judge(SenderRatePolicy policy, String user, String sender)
      throws Exception {
    return policy.judge(Envelopes.of("203.0.113.9", user, sender));
  }

  @Test
  void moreThanTheRateHasToWaitForTheNextWindow() throws Exception {
    SenderRatePolicy policy = policy(Map.of());
    assertThat(judge(policy, null, "s@example.com")).isEqualTo(Opinion.none());
    assertThat(judge(policy, null, "S@example.com")).isEqualTo(Opinion.none());
    assertThat(judge(policy, null, "s@example.com").reply())
        .hasToString("450 4.7.1 Too many messages, try again in 3001 seconds");
    assertThat(judge(policy, null, "other@example.com")).isEqualTo(Opinion.none());
    now = now.plus(Duration.ofMinutes(50));
    assertThat(judge(policy, null, "s@example.com")).isEqualTo(Opinion.none());
  }

  @Test
  void itIsCountedByDomainUserOrClient() throws Exception {
    SenderRatePolicy domain = policy(Map.of("by", "domain", "messages", 1));
    judge(domain, null, "a@example.com");
    assertThat(judge(domain, null, "b@example.com").reply()).isNotNull();
    SenderRatePolicy user = policy(Map.of("by", "user", "messages", 1));
    judge(user, "u", "a@example.com");
    assertThat(judge(user, "u", "b@example.net").reply()).isNotNull();
    assertThat(judge(user, null, "b@example.net")).isEqualTo(Opinion.none());
    SenderRatePolicy client = policy(Map.of("by", "client", "messages", 1));
    judge(client, null, "a@example.com");
    assertThat(judge(client, null, "").reply()).isNotNull();
  }

  @Test
  void notificationsAndTheExemptAreNotCounted() throws Exception {
    SenderRatePolicy policy = policy(Map.of("messages", 1, "exempt", List.of("@good.example")));
    for (int i = 0; i < 3; i++) {
      assertThat(judge(policy, null, "")).isEqualTo(Opinion.none());
      assertThat(judge(policy, null, "a@good.example")).isEqualTo(Opinion.none());
    }
  }
}
