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

/**
 * How the sites are treated that it matches.
 *
 * @param name unique, 1 to 64 characters
 * @param position rules are looked at from the lowest on; of the same, by name
 * @param enabled whether it is looked at
 * @param hosts it matches a site with such a host
 * @param domains it matches mail for such a domain, or to such a smart host
 * @param limits what holds for the site
 * @param replies what its replies do, before those of the rule {@value #STANDARD}
 */
public record ShapingRule(
    String name,
    int position,
    boolean enabled,
    List<HostPattern> hosts,
    List<HostPattern> domains,
    SiteLimits limits,
    List<ReplyRule> replies) {

  /** Name of the rule for all that no other matches. */
  public static final String STANDARD = "default";

  /** Checks the name, and copies the lists. */
  public ShapingRule {
    Objects.requireNonNull(limits, "limits");
    hosts = List.copyOf(hosts);
    domains = List.copyOf(domains);
    replies = List.copyOf(replies);
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
      throw new IllegalArgumentException(
          "a name has 1 to 64 letters, digits, dots, hyphens and underscores");
    }
  }

  /** Whether this is the rule for all that no other matches. */
  public boolean isStandard() {
    return name.equals(STANDARD);
  }

  boolean matches(String domain, List<String> names) {
    return hosts.stream().anyMatch(pattern -> names.stream().anyMatch(pattern::matches))
        || domains.stream().anyMatch(pattern -> pattern.matches(domain));
  }
}
