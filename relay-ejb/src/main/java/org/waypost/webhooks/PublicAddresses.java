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
package org.waypost.webhooks;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.waypost.api.net.Network;

/**
 * Tells addresses of the Internet from those that only mean something near this machine (RFC 6890,
 * and the IANA registries of special-purpose addresses).
 */
final class PublicAddresses {

  static final String REFUSED =
      "leads to an address that is not public; only with \"allowPrivate\": true";

  private static final List<Network> SPECIAL_V4 =
      Stream.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.0.0.0/24",
              "192.0.2.0/24",
              "192.31.196.0/24",
              "192.52.193.0/24",
              "192.88.99.0/24",
              "192.168.0.0/16",
              "192.175.48.0/24",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "224.0.0.0/4",
              "240.0.0.0/4")
          .map(Network::parse)
          .toList();

  /** All that is public is in here: neither mapped nor translated addresses are. */
  private static final Network GLOBAL_V6 = Network.parse("2000::/3");

  /** Among them those that lead to an IPv4 address inside, as 6to4 and Teredo do. */
  private static final List<Network> SPECIAL_V6 =
      Stream.of("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")
          .map(Network::parse)
          .toList();

  private PublicAddresses() {}

  /** Whether a hook may be connected to there. */
  static boolean mayConnect(InetAddress address, boolean allowPrivate) {
    if (address.isMulticastAddress() || address.isAnyLocalAddress()) {
      return false;
    }
    return allowPrivate || isPublic(address);
  }

  /** The host of a URL, an IPv6 address without its brackets. */
  static String host(URI url) {
    String host = url.getHost();
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private static boolean isPublic(InetAddress address) {
    // Java makes an IPv4 address of one that is mapped into IPv6.
    return address instanceof Inet4Address
        ? SPECIAL_V4.stream().noneMatch(each -> each.contains(address))
        : GLOBAL_V6.contains(address)
            && SPECIAL_V6.stream().noneMatch(each -> each.contains(address));
  }
}
