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

import java.time.Instant;
import java.util.Optional;
import org.waypost.paging.Page;
import org.waypost.paging.PageRequest;

/**
 * Manages the routes of all nodes. Callable on any thread, without a transaction. A change is in
 * effect here when its method returns, and on other nodes within 2 seconds.
 */
public interface Routes {

  /**
   * A route as it is stored.
   *
   * @param changedAt when it was made or changed last
   */
  record Stored(RouteDefinition definition, Instant changedAt) {}

  /** The routes in the order in which they are looked at. */
  Page<Stored> list(PageRequest page);

  /** One of them. */
  Optional<Stored> find(String name);

  /** Makes a route; empty when there is one of that name. */
  Optional<Stored> create(RouteDefinition definition);

  /** Changes a route, or makes it. */
  Stored replace(RouteDefinition definition);

  /** Deletes a route; false when there is none of that name. Mail on it takes another way. */
  boolean delete(String name);

  /** Says which way mail would take, and why. Nothing is sent. */
  Explanation explain(RoutingRequest request);
}
