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
package org.waypost.smtp.rate;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Objects;
import org.waypost.api.listener.ListenerLimits.Rate;

/**
 * Whose message it is.
 *
 * @param address of the client
 * @param user who signed in, or null
 * @param senderDomain of the reverse-path; empty for the null sender
 */
public record Source(InetAddress address, String user, String senderDomain) {

  /** Whoever has an address of IPv6 has a /64 of them. */
  private static final int IPV6_PREFIX = 8;

  private record Prefix(long bits) {}

  /** Checks that nothing is missing. */
  public Source {
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(senderDomain, "senderDomain");
  }

  /** What the rates of this subject count it under; null when they do not concern it. */
  Object key(Rate.Subject subject) {
    return switch (subject) {
      case ADDRESS -> user == null ? network() : null;
      case USER -> user;
      case SENDER_DOMAIN -> senderDomain.isEmpty() ? null : senderDomain;
    };
  }

  private Object network() {
    byte[] octets = address.getAddress();
    if (octets.length <= IPV6_PREFIX) {
      return address;
    }
    long bits = 0;
    for (byte octet : Arrays.copyOf(octets, IPV6_PREFIX)) {
      bits = bits << 8 | (octet & 0xFF);
    }
    return new Prefix(bits);
  }
}
