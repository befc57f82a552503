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

/**
 * All routes at one moment. Immutable, so that a decision is made on one state of them.
 *
 * <p>In capture mode a rule that matches leads to the capture, unless it is marked to be followed
 * in capture mode too: nobody mails the world by accident.
 */
final class RoutingTable {

  private final List<RouteDefinition> rules;
  private final RouteIndex index;
  private final Map<String, Route> byName = new HashMap<>();
  private final Route standard;
  private final boolean capturing;

  /**
   * Puts the enabled rules in order.
   *
   * @param definitions in any order, each of another name
   * @param last what is taken where no rule matches; in capture mode a capture
   */
  RoutingTable(List<RouteDefinition> definitions, Route last, boolean capturing) {
    this.capturing = capturing;
    rules = definitions.stream().sorted(RouteDefinition.ORDER).toList();
    index = new RouteIndex(rules.stream().filter(RouteDefinition::enabled).toList());
    boolean taken = rules.stream().anyMatch(rule -> rule.name().equals(last.name()));
    // Groups of recipients are told apart by the name of their route.
    standard = taken ? new Route(last.name() + " (built in)", last.target(), last.options()) : last;
    byName.put(standard.name(), standard);
    rules.forEach(rule -> byName.put(rule.name(), inForce(rule)));
  }

  Route route(RoutingRequest request) {
    return index.first(request).map(this::inForce).orElse(standard);
  }

  /** What following a rule leads to. */
  Route inForce(RouteDefinition rule) {
    return capturing && !rule.inCaptureMode() ? standard : rule.route();
  }

  Optional<Route> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** All rules, disabled ones too, in the order in which they are looked at. */
  List<RouteDefinition> rules() {
    return rules;
  }

  Route standard() {
    return standard;
  }

  boolean isCapturing() {
    return capturing;
  }
}
