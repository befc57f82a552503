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
package org.waypost.plugins.greylisting;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waypost.api.extension.ExtensionContext;
import org.waypost.api.extension.Opinion;
import org.waypost.api.extension.Parameters;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.Recipient;
import org.waypost.plugins.service.Envelopes;
import org.waypost.plugins.service.FixedNames;
import org.waypost.plugins.service.MemoryState;

class GreylistPolicyTest {

  private final MemoryState state = new MemoryState();
  private Instant now = Instant.parse("2026-11-24T00:00:00Z");
  private GreylistPolicy policy;

  @BeforeEach
  void start() {
    restart(Map.of());
  }

  private void restart(Map<String, ?> changed) {
    Map<String, Object> values = new HashMap<>();
    values.put("delay", Duration.ofMinutes(5));
    values.put("retryWithin", Duration.ofDays(1));
    values.put("remember", Duration.ofDays(36));
    values.put("knownAfter", 2);
    values.put("newPerHour", 100);
    values.putAll(changed);
    policy = new GreylistPolicy(() -> now);
    policy.start(
        new ExtensionContext(
            "grey",
            "relay.example",
            Parameters.of(values),
            new FixedNames(Map.of()),
            state,
            Path.of("unused")));
  }

  private void pass(Duration time) {
    now = now.plus(time);
    state.pass(time);
  }

  private Opinion judge(String client, String sender, String recipient) throws Exception {
    return policy.judge(
        Envelopes.of(client, null, sender), Recipient.of(EmailAddress.parse(recipient)));
  }

  @Test
  void whoIsNewComesAgainAfterTheDelay() throws Exception {
    assertThat(judge("203.0.113.9", "s@example.com", "r@example.org").reply())
        .hasToString("450 4.7.1 Greylisted, come again in 300 seconds");
    pass(Duration.ofMinutes(2));
    assertThat(judge("203.0.113.9", "s@example.com", "r@example.org").reply())
        .hasToString("450 4.7.1 Greylisted, come again in 180 seconds");
    pass(Duration.ofMinutes(3));
    // From another machine of the same pool, and after a restart of the relay.
    restart(Map.of());
    assertThat(judge("203.0.113.77", "S@example.com", "r@example.org")).isEqualTo(Opinion.none());
    assertThat(judge("203.0.113.9", "s@example.com", "r@example.org")).isEqualTo(Opinion.none());
  }

  @Test
  void whoComesTooLateIsNew() throws Exception {
    judge("203.0.113.9", "s@example.com", "r@example.org");
    pass(Duration.ofHours(25));
    assertThat(judge("203.0.113.9", "s@example.com", "r@example.org").reply()).isNotNull();
  }

  @Test
  void aNetworkBecomesKnown() throws Exception {
    for (String sender : List.of("a@example.com", "b@example.com")) {
      judge("2001:db8::1", sender, "r@example.org");
      pass(Duration.ofMinutes(6));
      judge("2001:db8::1", sender, "r@example.org");
    }
    assertThat(judge("2001:db8::2", "c@example.com", "r@example.org")).isEqualTo(Opinion.none());
    assertThat(judge("2001:db8:0:1::2", "c@example.com", "r@example.org").reply()).isNotNull();
  }

  @Test
  void someDoNotWait() throws Exception {
    restart(
        Map.of(
            "exemptNetworks", List.of("198.51.100.0/24"),
            "exemptSenders", List.of("@good.example"),
            "exemptRecipients", List.of("postmaster@")));
    assertThat(judge("198.51.100.1", "s@example.com", "r@example.org")).isEqualTo(Opinion.none());
    assertThat(judge("203.0.113.9", "s@good.example", "r@example.org")).isEqualTo(Opinion.none());
    assertThat(judge("203.0.113.9", "s@example.com", "postmaster@example.org"))
        .isEqualTo(Opinion.none());
    assertThat(
            policy.judge(
                Envelopes.of("203.0.113.9", "user", "s@example.com"),
                Recipient.of(EmailAddress.parse("r@example.org"))))
        .isEqualTo(Opinion.none());
    assertThat(state.size()).isZero();
  }

  @Test
  void aFloodIsNotRemembered() throws Exception {
    for (int i = 0; i < 150; i++) {
      judge("203.0.113.9", "s" + i + "@example.com", "r@example.org");
    }
    assertThat(state.size()).isEqualTo(101);
    assertThat(judge("203.0.113.9", "other@example.com", "r@example.org"))
        .isEqualTo(Opinion.none());
  }
}
