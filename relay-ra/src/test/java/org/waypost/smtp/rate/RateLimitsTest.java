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
package org.waypost.smtp.rate;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.waypost.api.listener.ListenerLimits.Rate;
import org.waypost.api.listener.ListenerLimits.Rate.Subject;
import org.waypost.api.listener.ListenerLimits.Rate.Unit;
import org.waypost.api.net.Network;

/** Rates, by a clock that the test moves. */
class RateLimitsTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private long now;
  private final RateTables tables = new RateTables(() -> now);

  private static Source from(String address, String user, String domain) {
    InetAddress client = Network.numericAddress(address);
    return new Source(client, user, domain);
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }

  @Test
  void refillsAsTimeGoesBy() {
    RateLimits limits = tables.limits(List.of(new Rate(Subject.ADDRESS, Unit.MESSAGES, 2, MINUTE)));
    Source source = from("192.0.2.1", null, "example.com");
    assertThat(limits.message(source, 0)).isEmpty();
    assertThat(limits.message(source, 0)).isEmpty();
    assertThat(limits.message(source, 0)).isPresent();
    pass(Duration.ofSeconds(29));
    assertThat(limits.message(source, 0)).isPresent();
    pass(Duration.ofSeconds(1));
    assertThat(limits.message(source, 0)).isEmpty();
    assertThat(limits.message(source, 0)).isPresent();
  }

  @Test
  void countsEachForItself() {
    RateLimits limits =
        tables.limits(
            List.of(
                new Rate(Subject.ADDRESS, Unit.RECIPIENTS, 1, MINUTE),
                new Rate(Subject.USER, Unit.RECIPIENTS, 1, MINUTE)));
    assertThat(limits.recipient(from("192.0.2.1", null, ""))).isEmpty();
    assertThat(limits.recipient(from("192.0.2.1", null, ""))).isPresent();
    assertThat(limits.recipient(from("192.0.2.2", null, ""))).isEmpty();
    assertThat(limits.recipient(from("192.0.2.1", "ann", ""))).isEmpty();
    assertThat(limits.recipient(from("192.0.2.3", "ann", ""))).isPresent();
    assertThat(limits.recipient(from("192.0.2.3", "bob", ""))).isEmpty();
  }

  @Test
  void takesIpv6ByTheNetworkThatAClientHas() {
    RateLimits limits = tables.limits(List.of(new Rate(Subject.ADDRESS, Unit.MESSAGES, 1, MINUTE)));
    assertThat(limits.message(from("2001:db8:0:1::1", null, ""), 0)).isEmpty();
    assertThat(limits.message(from("2001:db8:0:1:2:3:4:5", null, ""), 0)).isPresent();
    assertThat(limits.message(from("2001:db8:0:2::1", null, ""), 0)).isEmpty();
  }

  @Test
  void theNullSenderHasNoDomain() {
    RateLimits limits =
        tables.limits(List.of(new Rate(Subject.SENDER_DOMAIN, Unit.MESSAGES, 1, MINUTE)));
    assertThat(limits.message(from("192.0.2.1", null, "example.com"), 0)).isEmpty();
    assertThat(limits.message(from("192.0.2.2", "ann", "example.com"), 0))
        .contains(new Rate(Subject.SENDER_DOMAIN, Unit.MESSAGES, 1, MINUTE));
    for (int i = 0; i < 5; i++) {
      assertThat(limits.message(from("192.0.2.1", null, ""), 0)).isEmpty();
    }
  }

  @Test
  void whatIsOverOneRateTakesFromNone() {
    RateLimits limits =
        tables.limits(
            List.of(
                new Rate(Subject.ADDRESS, Unit.MESSAGES, 2, MINUTE),
                new Rate(Subject.SENDER_DOMAIN, Unit.MESSAGES, 1, MINUTE)));
    assertThat(limits.message(from("192.0.2.1", null, "a.example"), 0)).isEmpty();
    for (int i = 0; i < 5; i++) {
      assertThat(limits.message(from("192.0.2.1", null, "a.example"), 0)).isPresent();
    }
    assertThat(limits.message(from("192.0.2.1", null, "b.example"), 0)).isEmpty();
  }

  @Test
  void octetsAreCountedWhenTheyHaveCome() {
    RateLimits limits = tables.limits(List.of(new Rate(Subject.ADDRESS, Unit.BYTES, 600, MINUTE)));
    Source source = from("192.0.2.1", null, "");
    assertThat(limits.message(source, 600)).isEmpty();
    limits.octets(source, 900);
    assertThat(limits.message(source, 0)).isPresent();
    pass(Duration.ofSeconds(30));
    assertThat(limits.message(source, 0)).isPresent();
    pass(Duration.ofSeconds(10));
    assertThat(limits.message(source, 101)).isPresent();
    assertThat(limits.message(source, 100)).isEmpty();
    // One that is larger than the rate needs all of it, or it could never be sent.
    pass(MINUTE);
    assertThat(limits.message(source, 5000)).isEmpty();
  }

  @Test
  void goesOnCountingWhenOtherRatesChange() {
    Rate kept = new Rate(Subject.ADDRESS, Unit.MESSAGES, 1, MINUTE);
    Source source = from("192.0.2.1", null, "");
    assertThat(tables.limits(List.of(kept)).message(source, 0)).isEmpty();
    Rate other = new Rate(Subject.USER, Unit.MESSAGES, 1, MINUTE);
    assertThat(tables.limits(List.of(other, kept)).message(source, 0)).contains(kept);
    assertThat(tables.limits(List.of(other)).message(source, 0)).isEmpty();
    assertThat(tables.limits(List.of(kept)).message(source, 0)).isEmpty();
  }

  @Test
  void forgetsWhoWasNotSeenForLong() {
    RecentKeys<String, AtomicInteger> keys = new RecentKeys<>(1000, 10, () -> now);
    keys.get("a", k -> new AtomicInteger()).incrementAndGet();
    keys.get("b", k -> new AtomicInteger()).incrementAndGet();
    for (int i = 0; i < 5; i++) {
      now += 10;
      assertThat(keys.get("a", k -> new AtomicInteger()).incrementAndGet()).isEqualTo(i + 2);
    }
    assertThat(keys.size()).isEqualTo(1);
    assertThat(keys.get("b", k -> new AtomicInteger())).hasValue(0);
  }

  @Test
  void keepsNoMoreThanItMay() {
    RecentKeys<Integer, Integer> keys = new RecentKeys<>(1000, Long.MAX_VALUE, () -> now);
    for (int i = 0; i < 1_000_000; i++) {
      keys.get(i, k -> k);
      if (i % 1000 == 0) {
        assertThat(keys.size()).isLessThanOrEqualTo(2000);
      }
    }
  }
}
