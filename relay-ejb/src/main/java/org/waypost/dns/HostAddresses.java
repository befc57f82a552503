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

import java.util.Optional;

/** Looks up the addresses of a host. */
public interface HostAddresses {

  /**
   * The addresses of a host, IPv6 and IPv4 in turn.
   *
   * @param host a name, an address in numbers, or an address literal; what is no name is not looked
   *     up
   */
  AddressLookup addresses(String host);

  /** The same, if it is in memory, so that nobody has to wait for it. */
  default Optional<AddressLookup> knownAddresses(String host) {
    return Optional.of(addresses(host));
  }
}
