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
package org.waypost.smtp.session;

import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * The network that a client is taken to have for itself or to share with its likes: a /24 of IPv4,
 * a /64 of IPv6.
 *
 * @param ipv6 or else IPv4
 * @param prefix the first 24 or 64 bits of the address
 */
record ClientNetwork(boolean ipv6, long prefix) {

  static ClientNetwork of(InetAddress address) {
    ByteBuffer octets = ByteBuffer.wrap(address.getAddress());
    return octets.remaining() == 4
        ? new ClientNetwork(false, octets.getInt() >>> 8)
        : new ClientNetwork(true, octets.getLong());
  }
}
