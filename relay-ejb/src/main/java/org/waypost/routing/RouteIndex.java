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

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Finds the first of many rules that matches without looking at all of them: rules for certain
 * recipients' domains are found by the domain, those for certain senders' domains by that one, and
 * only the others are gone through.
 *
 * <p>Immutable; rules are known by their position in the list.
 */
final class RouteIndex {

  private final List<RouteDefinition> rules;
  private final Map<String, int[]> byRecipient;
  private final Map<String, int[]> bySender;
  private final int[] rest;

  RouteIndex(List<RouteDefinition> rules) {
    this.rules = List.copyOf(rules);
    Map<String, IntStream.Builder> recipients = new HashMap<>();
    Map<String, IntStream.Builder> senders = new HashMap<>();
    IntStream.Builder others = IntStream.builder();
    for (int i = 0; i < rules.size(); i++) {
      List<Condition> conditions = rules.get(i).match().conditions();
      Optional<List<String>> recipient = keys(conditions, Condition.Side.RECIPIENT);
      Optional<List<String>> sender = keys(conditions, Condition.Side.SENDER);
      if (recipient.isPresent()) {
        add(recipients, recipient.get(), i);
      } else if (sender.isPresent()) {
        add(senders, sender.get(), i);
      } else {
        others.add(i);
      }
    }
    byRecipient = built(recipients);
    bySender = built(senders);
    rest = others.build().toArray();
  }

  /** The first rule that matches. */
  Optional<RouteDefinition> first(RoutingRequest request) {
    int found = first(byRecipient, request.recipient().domain(), request, rules.size());
    found = first(bySender, request.sender().domain(), request, found);
    // Last, so that header fields are asked for only by rules that come before what was found.
    found = first(rest, request, found);
    return found < rules.size() ? Optional.of(rules.get(found)) : Optional.empty();
  }

  /** The domain itself, then what stands for the domains below each of its parents. */
  private int first(Map<String, int[]> index, String domain, RoutingRequest request, int before) {
    if (index.isEmpty()) {
      return before;
    }
    int found = first(index.get(domain), request, before);
    for (int dot = domain.indexOf('.'); dot >= 0; dot = domain.indexOf('.', dot + 1)) {
      found = first(index.get(domain.substring(dot)), request, found);
    }
    return found;
  }

  private int first(int[] positions, RoutingRequest request, int before) {
    if (positions != null) {
      for (int position : positions) {
        if (position >= before) {
          return before;
        }
        if (rules.get(position).match().holds(request)) {
          return position;
        }
      }
    }
    return before;
  }

  /**
   * What a rule is found by: a domain, or a dot and a domain for those below it; nothing when it
   * may match any domain.
   */
  private static Optional<List<String>> keys(List<Condition> conditions, Condition.Side side) {
    for (Condition condition : conditions) {
      List<String> keys = null;
      if (condition instanceof Condition.Domains domains && domains.side() == side) {
        keys = domains.patterns().stream().map(RouteIndex::key).toList();
      } else if (condition instanceof Condition.Addresses addresses && addresses.side() == side) {
        keys = addresses.patterns().stream().map(RouteIndex::key).toList();
      }
      if (keys != null && !keys.contains("*")) {
        return Optional.of(keys);
      }
    }
    return Optional.empty();
  }

  private static String key(DomainPattern pattern) {
    return switch (pattern.kind()) {
      case EXACT -> pattern.domain();
      case BELOW -> "." + pattern.domain();
      case ALL -> "*";
    };
  }

  /** The null sender has the empty domain. */
  private static String key(AddressPattern pattern) {
    return pattern.local() == null ? "" : key(pattern.domain());
  }

  private static void add(Map<String, IntStream.Builder> index, List<String> keys, int position) {
    keys.stream()
        .distinct()
        .forEach(key -> index.computeIfAbsent(key, k -> IntStream.builder()).add(position));
  }

  private static Map<String, int[]> built(Map<String, IntStream.Builder> index) {
    Map<String, int[]> built = new HashMap<>();
    index.forEach((key, positions) -> built.put(key, positions.build().toArray()));
    return built;
  }
}
