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
package org.waypost.sources;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.waypost.routing.RouteMatch;
import org.waypost.routing.RoutingRequest;

/** All sources and pools at one moment. Immutable. */
final class SourceBook {

  private static final Comparator<SourceTable.Row<SourcePool>> ORDER =
      Comparator.comparingInt((SourceTable.Row<SourcePool> row) -> row.value().order())
          .thenComparing(row -> row.value().name());

  /** Nothing is defined. */
  static final SourceBook EMPTY = new SourceBook(List.of(), List.of());

  private final Map<String, SourceTable.Row<Source>> sources = new LinkedHashMap<>();
  private final Map<String, SourceTable.Row<SourcePool>> pools = new LinkedHashMap<>();

  SourceBook(List<SourceTable.Row<Source>> sources, List<SourceTable.Row<SourcePool>> pools) {
    sources.forEach(row -> this.sources.put(row.value().name(), row));
    pools.stream().sorted(ORDER).forEach(row -> this.pools.put(row.value().name(), row));
  }

  List<SourceTable.Row<Source>> sources() {
    return List.copyOf(sources.values());
  }

  /** In the order in which they are looked at. */
  List<SourceTable.Row<SourcePool>> pools() {
    return List.copyOf(pools.values());
  }

  Optional<SourceTable.Row<Source>> source(String name) {
    return Optional.ofNullable(sources.get(name));
  }

  Optional<SourceTable.Row<SourcePool>> pool(String name) {
    return Optional.ofNullable(pools.get(name));
  }

  boolean isEmpty() {
    return pools.isEmpty();
  }

  /** Which pool mail leaves from. */
  PoolDecision decide(RoutingRequest mail, Optional<String> ofRoute) {
    String unknown = "";
    if (ofRoute.isPresent()) {
      if (pools.containsKey(ofRoute.get())) {
        return new PoolDecision(ofRoute, "the route says so");
      }
      unknown = "the pool of the route, " + ofRoute.get() + ", does not exist; ";
    }
    for (SourceTable.Row<SourcePool> row : pools.values()) {
      Optional<RouteMatch> match = row.value().match(mail);
      if (match.isPresent()) {
        return new PoolDecision(Optional.of(row.value().name()), unknown + match.get().why(mail));
      }
    }
    return pools.containsKey(SourcePool.STANDARD)
        ? new PoolDecision(
            Optional.of(SourcePool.STANDARD), unknown + "no other pool is for this mail")
        : new PoolDecision(
            Optional.empty(), unknown + "no pool is for this mail: the system chooses the address");
  }

  /** A pool and those that it overflows to, each once. */
  List<SourcePool> chain(String first) {
    Set<SourcePool> chain = new LinkedHashSet<>();
    Optional<SourcePool> next = pool(first).map(SourceTable.Row::value);
    while (next.isPresent() && chain.add(next.get())) {
      next = next.get().overflow().flatMap(this::pool).map(SourceTable.Row::value);
    }
    return List.copyOf(chain);
  }

  /** The sources of a pool that there are, in its order. */
  List<Share> shares(SourcePool pool) {
    return pool.members().stream()
        .flatMap(
            member ->
                source(member.source()).stream()
                    .map(SourceTable.Row::value)
                    .map(it -> new Share(it, member.weight().orElse(it.weight()))))
        .toList();
  }

  /** A source in a pool, with its weight there. */
  record Share(Source source, int weight) {}
}
