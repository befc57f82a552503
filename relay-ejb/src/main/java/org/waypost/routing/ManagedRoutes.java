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

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.waypost.paging.Page;
import org.waypost.paging.PageRequest;
import org.waypost.parking.RetrySchedule;
import org.waypost.secrets.SealedText;
import org.waypost.store.Database;
import org.waypost.store.Ledger;

/** The routes in the database, applied to the router of this node. */
public final class ManagedRoutes implements Routes {

  private static final Logger LOG = System.getLogger(ManagedRoutes.class.getName());

  private final RouteTable table;
  private final Router router;
  // What the router has; guarded by this.
  private final Map<String, RouteDefinition> known = new HashMap<>();
  private long applied = -1;

  /**
   * Over this database and that router.
   *
   * @param seal for the secrets of routes
   * @param usual what a retry schedule has where a route says nothing
   */
  public ManagedRoutes(
      Database database, Ledger ledger, SealedText seal, RetrySchedule usual, Router router) {
    this.table =
        new RouteTable(database, ledger, JsonRouteFormat.stored(SecretForm.sealed(seal), usual));
    this.router = router;
  }

  /** Applies what has changed in the database. Called at the start, and every 2 seconds. */
  public synchronized void sync() {
    long version = table.version();
    if (version != applied) {
      // Read after the version: what is changed meanwhile is read again.
      known.clear();
      table.all().forEach(route -> known.put(route.name(), route));
      router.use(List.copyOf(known.values()));
      applied = version;
      LOG.log(Level.INFO, "{0} routes are in effect", String.valueOf(known.size()));
    }
  }

  /** A change of this node is applied alone, so that many need not read everything anew. */
  private synchronized boolean apply(OptionalLong version, Runnable change) {
    if (version.isEmpty()) {
      return false;
    }
    if (version.getAsLong() == applied + 1) {
      change.run();
      router.use(List.copyOf(known.values()));
      applied++;
    } else {
      sync();
    }
    return true;
  }

  @Override
  public Page<Stored> list(PageRequest page) {
    return new Page<>(table.rows(page.size(), page.offset()), page, table.count());
  }

  @Override
  public Optional<Stored> find(String name) {
    return table.find(name);
  }

  @Override
  public Optional<Stored> create(RouteDefinition definition) {
    return apply(table.put(definition, false), () -> known.put(definition.name(), definition))
        ? find(definition.name())
        : Optional.empty();
  }

  @Override
  public Stored replace(RouteDefinition definition) {
    apply(table.put(definition, true), () -> known.put(definition.name(), definition));
    return find(definition.name())
        .orElseThrow(() -> new IllegalStateException("Deleted by somebody else meanwhile"));
  }

  @Override
  public boolean delete(String name) {
    return apply(table.delete(name), () -> known.remove(name));
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
