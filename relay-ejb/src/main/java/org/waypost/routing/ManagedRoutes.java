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

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.waypost.definitions.Kind;
import org.waypost.definitions.ManagedDefinitions;
import org.waypost.definitions.Stored;
import org.waypost.parking.RetrySchedule;
import org.waypost.secrets.SealedText;
import org.waypost.store.Database;
import org.waypost.store.Ledger;
import org.waypost.store.Version;

/** The routes in the database, applied to the router of this node. */
public final class ManagedRoutes extends ManagedDefinitions<RouteDefinition> implements Routes {

  private final Router router;

  /**
   * Over this database and that router.
   *
   * @param seal for the secrets of routes
   * @param usual what a retry schedule has where a route says nothing
   */
  public ManagedRoutes(
      Database database, Ledger ledger, SealedText seal, RetrySchedule usual, Router router) {
    super(
        database,
        ledger,
        InstantSource.system(),
        kind(JsonRouteFormat.stored(SecretForm.sealed(seal), usual)));
    this.router = router;
  }

  private static Kind<RouteDefinition> kind(RouteFormat format) {
    return new Kind<>(
        "route",
        "Route",
        new Version("routing_version", "part", "routes"),
        20_000,
        100_000,
        "match",
        RouteDefinition::name,
        RouteDefinition::order,
        format::write,
        (name, json) -> format.read(name, json, null));
  }

  @Override
  protected void use(List<Stored<RouteDefinition>> all) {
    router.use(all.stream().map(Stored::definition).toList());
  }

  @Override
  public Explanation explain(RoutingRequest request) {
    RoutingTable now = router.table();
    List<Explanation.Look> looked = new ArrayList<>();
    int omitted = 0;
    for (RouteDefinition rule : now.rules()) {
      boolean matched = rule.enabled() && rule.match().holds(request);
      if (matched || looked.size() < Explanation.MOST) {
        looked.add(
            new Explanation.Look(
                rule.name(),
                matched,
                rule.enabled() ? rule.match().why(request) : "it is disabled"));
      } else {
        omitted++;
      }
      if (matched) {
        return new Explanation(
            now.inForce(rule),
            rule.name(),
            now.isCapturing() && !rule.inCaptureMode(),
            looked,
            omitted);
      }
    }
    return new Explanation(now.standard(), null, now.isCapturing(), looked, omitted);
  }
}
