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
package org.waypost.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.waypost.api.net.Network;
import org.waypost.dns.AddressLookup;

class OwnAddressesTest {

  private final List<InetSocketAddress> listeners = new ArrayList<>();
  private final AtomicLong nanos = new AtomicLong();

  private OwnAddresses own(InetAddress... told) {
    return new OwnAddresses(
        "mx.us.example",
        List.of(told),
        25,
        () -> listeners,
        host -> new AddressLookup.Found(List.of(Network.numericAddress(host))),
        nanos::get);
  }

  private void listenOn(String address, int port) {
    listeners.add(new InetSocketAddress(Network.numericAddress(address), port));
  }

  @Test
  void knowsItsName() {
    assertThat(own().include("MX.us.example")).isTrue();
  }

  @Test
  void knowsWhereItTakesMailOnThePortOfExchangers() {
    listenOn("192.0.2.1", 25);
    listenOn("192.0.2.2", 2525);

    assertThat(own().include("192.0.2.1")).isTrue();
    assertThat(own().include("192.0.2.2")).isFalse();
  }

  @Test
  void aListenerOnAllAddressesIsOnEveryOneOfTheMachine() {
    listenOn("0.0.0.0", 25);

    assertThat(own().include("127.0.0.1")).isTrue();
    assertThat(own().include("192.0.2.1")).isFalse();
  }

  @Test
  void believesTheSettings() {
    assertThat(own(Network.numericAddress("192.0.2.9")).include("192.0.2.9")).isTrue();
  }

  @Test
  void looksAgainAfterTenSeconds() {
    OwnAddresses own = own();
    assertThat(own.include("192.0.2.1")).isFalse();
    listenOn("192.0.2.1", 25);
    assertThat(own.include("192.0.2.1")).isFalse();

    nanos.addAndGet(10_000_000_001L);

    assertThat(own.include("192.0.2.1")).isTrue();
  }
}
