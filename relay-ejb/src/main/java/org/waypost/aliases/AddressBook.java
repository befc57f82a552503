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
package org.waypost.aliases;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.waypost.api.mail.EmailAddress;

/** Aliases and virtual domains in memory. Safe for use by any number of threads. */
final class AddressBook {

  private final Map<String, List<EmailAddress>> aliases = new ConcurrentHashMap<>();
  private final Map<String, VirtualDomain> domains = new ConcurrentHashMap<>();

  Optional<List<EmailAddress>> alias(EmailAddress address) {
    return aliases.isEmpty() ? Optional.empty() : Optional.ofNullable(aliases.get(key(address)));
  }

  Optional<VirtualDomain> domain(String name) {
    return Optional.ofNullable(domains.get(name));
  }

  void put(Alias alias) {
    aliases.put(key(alias.address()), alias.targets());
  }

  void put(VirtualDomain domain) {
    domains.put(domain.name(), domain);
  }

  void removeAlias(EmailAddress address) {
    aliases.remove(key(address));
  }

  void removeDomain(String name) {
    domains.remove(name);
  }

  int aliasCount() {
    return aliases.size();
  }

  int domainCount() {
    return domains.size();
  }

  /** Targets of all aliases together. */
  long targetCount() {
    return aliases.values().stream().mapToLong(List::size).sum();
  }

  /** Waypost is the one that interprets these local parts, and does not mind capitals. */
  static String key(EmailAddress address) {
    return address.toString().toLowerCase(Locale.ROOT);
  }
}
