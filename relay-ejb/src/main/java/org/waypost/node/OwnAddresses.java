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
package org.waypost.node;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.waypost.delivery.OwnHosts;
import org.waypost.dns.AddressLookup;
import org.waypost.dns.HostAddresses;

/**
 * Tells whether a mail exchanger is this node: by its name, or by an address at which a listener of
 * this node takes mail on the port of mail exchangers, or that the settings name as ours.
 *
 * <p>Thread-safe. Addresses of the machine and its listeners are looked at again every 10 seconds.
 */
final class OwnAddresses implements OwnHosts {

  private static final long MEMORY = Duration.ofSeconds(10).toNanos();

  private final String hostname;
  private final Set<InetAddress> told;
  private final int mxPort;
  private final Supplier<List<InetSocketAddress>> listeners;
  private final HostAddresses addresses;
  private final LongSupplier nanos;
  private volatile Seen seen;

  private record Seen(Set<InetAddress> addresses, long at) {}

  /**
   * Looks at these.
   *
   * @param told addresses that lead here, though no interface of this machine has them
   * @param listeners where mail is taken
   */
  OwnAddresses(
      String hostname,
      List<InetAddress> told,
      int mxPort,
      Supplier<List<InetSocketAddress>> listeners,
      HostAddresses addresses,
      LongSupplier nanos) {
    this.hostname = hostname;
    this.told = Set.copyOf(told);
    this.mxPort = mxPort;
    this.listeners = listeners;
    this.addresses = addresses;
    this.nanos = nanos;
  }

  @Override
  public boolean include(String host) {
    if (host.equalsIgnoreCase(hostname)) {
      return true;
    }
    Set<InetAddress> own = own();
    if (own.isEmpty() && told.isEmpty()) {
      return false;
    }
    Optional<AddressLookup> known = addresses.knownAddresses(host);
    return known.isPresent()
        && known.get() instanceof AddressLookup.Found found
        && found.addresses().stream().anyMatch(each -> own.contains(each) || told.contains(each));
  }

  private Set<InetAddress> own() {
    Seen last = seen;
    long now = nanos.getAsLong();
    if (last == null || now - last.at() > MEMORY) {
      last = new Seen(look(), now);
      seen = last;
    }
    return last.addresses();
  }

  private Set<InetAddress> look() {
    List<InetSocketAddress> taking =
        listeners.get().stream().filter(each -> each.getPort() == mxPort).toList();
    if (taking.stream().anyMatch(each -> each.getAddress().isAnyLocalAddress())) {
      return ofMachine();
    }
    return taking.stream().map(InetSocketAddress::getAddress).collect(Collectors.toSet());
  }

  private static Set<InetAddress> ofMachine() {
    try (Stream<NetworkInterface> interfaces = NetworkInterface.networkInterfaces()) {
      return interfaces.flatMap(NetworkInterface::inetAddresses).collect(Collectors.toSet());
    } catch (SocketException e) {
      // Without its interfaces the machine is known by name, and Received fields end a circle.
      return Set.of();
    }
  }
}
