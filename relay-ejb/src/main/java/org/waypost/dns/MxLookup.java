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
package org.waypost.dns;

import java.util.List;

/** What a look-up of mail exchangers found. */
public sealed interface MxLookup {

  /**
   * Where to go.
   *
   * @param hosts 1 or more, lowest preference first, equals in random order; without an MX record
   *     the domain itself at preference 0
   * @param secure whether DNSSEC vouches for the names of the hosts (RFC 7672 2.2.1)
   * @param alias the name that the domain is an alias of; empty when it is none
   */
  record Hosts(List<MxHost> hosts, boolean secure, String alias) implements MxLookup {

    /** Copies the hosts. */
    public Hosts {
      hosts = List.copyOf(hosts);
    }

    /** Hosts of a domain that is no alias, and that nobody vouches for. */
    public Hosts(List<MxHost> hosts) {
      this(hosts, false, "");
    }
  }

  /** The domain says that it takes no mail (RFC 7505): permanent, 556 5.1.10. */
  record NullMx() implements MxLookup {}

  /**
   * The domain does not exist, or has neither exchanger nor address: permanent.
   *
   * @param detail a sentence for people
   */
  record NoSuchDomain(String detail) implements MxLookup {}

  /**
   * No answer, or one that may be another soon: temporary.
   *
   * @param detail a sentence for people
   */
  record Unresolvable(String detail) implements MxLookup {}
}
