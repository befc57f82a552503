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

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;

/**
 * The order in which the hosts of a route are tried, as RFC 2782 chooses: the lowest priority
 * first, and within it each place by lot, in proportion to the weights of those that are left.
 */
public final class HostOrder {

  private HostOrder() {}

  /**
   * Draws an order.
   *
   * @param lot a number from 0 to below the one given
   */
  public static List<Target.Host> draw(List<Target.Host> hosts, IntUnaryOperator lot) {
    TreeMap<Integer, List<Target.Host>> byPriority = new TreeMap<>();
    for (Target.Host host : hosts) {
      byPriority.computeIfAbsent(host.priority(), key -> new ArrayList<>()).add(host);
    }
    List<Target.Host> order = new ArrayList<>(hosts.size());
    for (Collection<Target.Host> equal : byPriority.values()) {
      List<Target.Host> left = new ArrayList<>(equal);
      while (!left.isEmpty()) {
        order.add(left.remove(drawn(left, lot)));
      }
    }
    return order;
  }

  private static int drawn(List<Target.Host> left, IntUnaryOperator lot) {
    int sum = left.stream().mapToInt(Target.Host::weight).sum();
    int number = lot.applyAsInt(sum);
    int index = 0;
    while (number >= left.get(index).weight()) {
      number -= left.get(index).weight();
      index++;
    }
    return index;
  }
}
