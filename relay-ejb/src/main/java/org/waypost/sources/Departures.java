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

import java.util.List;
import java.util.Optional;
import org.waypost.routing.RoutingRequest;

/**
 * Decides which of our addresses mail leaves from. Safe for use by any number of threads; answers
 * from memory.
 */
@FunctionalInterface
public interface Departures {

  /** Everything leaves from where the system says. */
  Departures NONE = request -> Departure.OF_SYSTEM;

  /**
   * What is to leave.
   *
   * @param mail sender, user and tags, which pools are chosen by
   * @param ofRoute pool that its route names
   * @param site where it is bound for
   * @param domain of the recipients, or the smart host
   * @param hosts names of the hosts of the site
   * @param parked whether it has waited before, and was called
   */
  record Request(
      RoutingRequest mail,
      Optional<String> ofRoute,
      String site,
      String domain,
      List<String> hosts,
      boolean parked) {
    /** Copies the hosts. */
    public Request {
      hosts = List.copyOf(hosts);
    }
  }

  /** How this mail leaves. */
  Departure of(Request request);
}
