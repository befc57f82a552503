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

import java.util.List;
import java.util.stream.Collectors;

/**
 * What mail a route is for: all conditions have to hold.
 *
 * @param conditions at most one of each kind; none for all mail
 */
public record RouteMatch(List<Condition> conditions) {

  /** Copies the conditions. */
  public RouteMatch {
    conditions = List.copyOf(conditions);
  }

  /** Whether all conditions hold. */
  public boolean holds(RoutingRequest request) {
    for (Condition condition : conditions) {
      if (!condition.holds(request)) {
        return false;
      }
    }
    return true;
  }

  /** Why it holds, or does not: the first condition that does not hold, or all that do. */
  public String why(RoutingRequest request) {
    if (conditions.isEmpty()) {
      return "it is for all mail";
    }
    for (Condition condition : conditions) {
      if (!condition.holds(request)) {
        return condition.why(request);
      }
    }
    return conditions.stream().map(each -> each.why(request)).collect(Collectors.joining("; "));
  }
}
