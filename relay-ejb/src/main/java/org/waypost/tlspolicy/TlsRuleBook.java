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
package org.waypost.tlspolicy;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.waypost.smtpclient.TlsPolicy;

/** The policies that are in effect, found by domain or host. Immutable. */
public final class TlsRuleBook {

  /** Without a policy. */
  public static final TlsRuleBook EMPTY = new TlsRuleBook(List.of());

  private final Map<String, TlsRule> domains = new HashMap<>();
  private final Map<String, TlsRule> hosts = new HashMap<>();

  /** Of these; of several for the same pattern, the first by name stands. */
  public TlsRuleBook(Collection<TlsRule> rules) {
    rules.stream()
        .sorted(Comparator.comparing(TlsRule::name))
        .forEach(
            rule ->
                (rule.scope() == TlsRule.Scope.DOMAIN ? domains : hosts)
                    .putIfAbsent(rule.pattern(), rule));
  }

  /** For mail to a domain: by its name, else by the longest wildcard. */
  public Optional<TlsPolicy> ofDomain(String domain) {
    return domainRule(domain).map(TlsRule::policy);
  }

  /** For connections to a host: by its name, else by the longest wildcard. */
  public Optional<TlsPolicy> ofHost(String host) {
    return hostRule(host).map(TlsRule::policy);
  }

  /** The rule that {@link #ofDomain} goes by. */
  public Optional<TlsRule> domainRule(String domain) {
    return find(domains, domain);
  }

  /** The rule that {@link #ofHost} goes by. */
  public Optional<TlsRule> hostRule(String host) {
    return find(hosts, host);
  }

  private static Optional<TlsRule> find(Map<String, TlsRule> rules, String name) {
    if (rules.isEmpty()) {
      return Optional.empty();
    }
    String key = name.toLowerCase(Locale.ROOT);
    TlsRule found = rules.get(key);
    for (int dot = key.indexOf('.'); found == null && dot >= 0; dot = key.indexOf('.', dot + 1)) {
      found = rules.get("*" + key.substring(dot));
    }
    return Optional.ofNullable(found);
  }
}
