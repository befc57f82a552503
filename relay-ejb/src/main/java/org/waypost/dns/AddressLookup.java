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

import java.net.InetAddress;
import java.util.List;

/** What a look-up of addresses found. */
public sealed interface AddressLookup {

  /**
   * The host has addresses.
   *
   * @param addresses 1 or more, in the order to try them
   * @param secure whether DNSSEC vouches for them
   */
  record Found(List<InetAddress> addresses, boolean secure) implements AddressLookup {

    /** Copies the addresses. */
    public Found {
      addresses = List.copyOf(addresses);
    }

    /** Addresses that nobody vouches for. */
    public Found(List<InetAddress> addresses) {
      this(addresses, false);
    }
  }

  /**
   * The host does not exist or has no address: permanent.
   *
   * @param detail a sentence for people
   */
  record NotFound(String detail) implements AddressLookup {}

  /**
   * No answer, or one that may be another soon: temporary.
   *
   * @param detail a sentence for people
   */
  record Unresolvable(String detail) implements AddressLookup {}
}
