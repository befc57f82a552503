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
import java.util.Objects;
import org.waypost.scheduling.HostPattern;

/**
 * What may leave for some sites on each day of a warm-up, such as those of one large provider.
 *
 * @param name under which it is counted
 * @param hosts a site with a host that any of them fits is meant
 * @param growth what may leave
 */
public record SiteGrowth(String name, List<HostPattern> hosts, Growth growth) {

  /** Copies the patterns. */
  public SiteGrowth {
    name = Names.checked(name);
    Objects.requireNonNull(growth, "growth");
    hosts = List.copyOf(hosts);
    if (hosts.isEmpty()) {
      throw new IllegalArgumentException("A limit of sites names hosts");
    }
  }

  /** Whether a site with these hosts is meant. */
  boolean isFor(List<String> names) {
    return names.stream().anyMatch(name -> hosts.stream().anyMatch(each -> each.matches(name)));
  }
}
