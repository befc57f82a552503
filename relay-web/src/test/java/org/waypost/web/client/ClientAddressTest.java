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
package org.waypost.web.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.waypost.api.net.Network;

final class ClientAddressTest {

  private static final List<Network> PROXIES =
      List.of(Network.parse("10.0.0.0/8"), Network.parse("2001:db8::1"));

  private static String of(String connection, String... forwarded) {
    return ClientAddress.of(connection, List.of(forwarded), PROXIES);
  }

  @Test
  void nobodyButAProxyIsBelieved() {
    assertThat(of("198.51.100.1", "192.0.2.1")).isEqualTo("198.51.100.1");
    assertThat(of("10.0.0.1", "192.0.2.1")).isEqualTo("192.0.2.1");
    assertThat(of("10.0.0.1")).isEqualTo("10.0.0.1");
  }

  @Test
  void theClientsOwnClaimIsWorthNothing() {
    assertThat(of("10.0.0.1", "127.0.0.1, 192.0.2.1")).isEqualTo("192.0.2.1");
    assertThat(of("10.0.0.1", "127.0.0.1", "192.0.2.1")).isEqualTo("192.0.2.1");
  }

  @Test
  void goesBackThroughSeveralProxies() {
    assertThat(of("2001:db8::1", "203.0.113.9, 192.0.2.1, 10.2.3.4")).isEqualTo("192.0.2.1");
  }

  @Test
  void stopsAtWhatIsNoAddress() {
    assertThat(of("10.0.0.1", "192.0.2.1, unknown, 10.2.3.4")).isEqualTo("10.2.3.4");
    assertThat(of("10.0.0.1", "example.org")).isEqualTo("10.0.0.1");
    assertThat(of("10.0.0.1", "")).isEqualTo("10.0.0.1");
  }

  @Test
  void aHeaderWithoutEndIsReadAtItsEndOnly() {
    String hops = String.join(",", Collections.nCopies(10_000, "10.0.0.2"));
    assertThat(of("10.0.0.1", "192.0.2.1," + hops)).isEqualTo("10.0.0.2");
  }
}
