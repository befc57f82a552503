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
package org.waypost.smtp.proxy;

import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyProxiedProtocol;
import java.net.InetSocketAddress;
import org.waypost.api.net.Network;

/**
 * The event that the header of a proxy has arrived.
 *
 * @param client whose connection it is; null for the proxy's own
 * @param destination that the client connected to; null for the address of the socket
 */
public record ProxiedConnection(InetSocketAddress client, InetSocketAddress destination) {

  /** Its own, such as a check of the proxy whether the server is there. */
  private static final ProxiedConnection OWN = new ProxiedConnection(null, null);

  /**
   * Reads a header. What it says of anything but TCP over IPv4 or IPv6 is passed over, as the
   * specification asks (2.1 UNKNOWN, 2.2 LOCAL and UNSPEC).
   *
   * @throws IllegalArgumentException when an address is none
   */
  static ProxiedConnection of(HAProxyMessage header) {
    boolean internet =
        header.proxiedProtocol() == HAProxyProxiedProtocol.TCP4
            || header.proxiedProtocol() == HAProxyProxiedProtocol.TCP6;
    if (header.command() == HAProxyCommand.LOCAL || !internet) {
      return OWN;
    }
    return new ProxiedConnection(
        new InetSocketAddress(Network.numericAddress(header.sourceAddress()), header.sourcePort()),
        new InetSocketAddress(
            Network.numericAddress(header.destinationAddress()), header.destinationPort()));
  }

  /** The client, or this where it is the proxy itself. */
  public InetSocketAddress clientOr(InetSocketAddress peer) {
    return client == null ? peer : client;
  }

  /** Where the client connected to, or this where it is the proxy itself. */
  public InetSocketAddress destinationOr(InetSocketAddress local) {
    return destination == null ? local : destination;
  }
}
