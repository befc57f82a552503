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
package org.waypost.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.waypost.api.net.HostPort;

class HostOrderTest {

  private static Target.Host host(String name, int priority, int weight) {
    return new Target.Host(new HostPort(name, 25), priority, weight);
  }

  private static List<String> names(List<Target.Host> hosts) {
    return hosts.stream().map(host -> host.address().host()).toList();
  }

  @Test
  void theLowestPriorityIsFirst() {
    List<Target.Host> hosts = List.of(host("c", 20, 9), host("a", 0, 1), host("b", 10, 5));

    assertThat(names(HostOrder.draw(hosts, most -> most - 1))).containsExactly("a", "b", "c");
  }

  @Test
  void weightsDecideHowOftenAHostIsFirst() {
    List<Target.Host> hosts = List.of(host("light", 0, 1), host("heavy", 0, 3));
    Random random = new Random(7);
    int heavy = 0;
    for (int i = 0; i < 10_000; i++) {
      List<Target.Host> order = HostOrder.draw(hosts, random::nextInt);
      assertThat(order).hasSize(2);
      heavy += order.get(0).address().host().equals("heavy") ? 1 : 0;
    }
    assertThat(heavy / 10_000.0).isCloseTo(0.75, within(0.02));
  }
}
