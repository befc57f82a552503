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
package org.waypost.scheduling;

import java.util.List;
import java.util.Objects;
import org.waypost.queue.MailHeader;

/**
 * Who asks for a place at a site.
 *
 * @param site the set of hosts, as its name
 * @param domain of the recipients, or the smart host
 * @param hosts names of the hosts that are tried, which shaping rules match; none for a look-up
 * @param route name of the route
 * @param header of the message
 * @param recipients of this attempt, 1 or more
 * @param parked whether it has waited before, and was called
 */
public record SiteRequest(
    String site,
    String domain,
    List<String> hosts,
    String route,
    MailHeader header,
    int recipients,
    boolean parked) {

  /** Copies the hosts. */
  public SiteRequest {
    Objects.requireNonNull(site, "site");
    Objects.requireNonNull(domain, "domain");
    Objects.requireNonNull(header, "header");
    hosts = List.copyOf(hosts);
  }
}
