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
package org.waypost.sources;

import java.net.InetAddress;
import java.util.Objects;
import java.util.Optional;

/**
 * An address of our own that mail leaves from.
 *
 * @param name 1 to 64 letters, digits, dots, hyphens and underscores
 * @param address IPv4 or IPv6
 * @param ehlo what it is called in EHLO; without it, the name of the node
 * @param weight its share within a pool that says nothing else, 1 to 1,000,000
 * @param enabled whether it is used
 * @param node name of the node that it belongs to; without it, of every node that can bind it
 * @param warmUp how much may leave from it while it is new
 */
public record Source(
    String name,
    InetAddress address,
    Optional<String> ehlo,
    int weight,
    boolean enabled,
    Optional<String> node,
    Optional<WarmUp> warmUp) {

  /** The greatest weight. */
  static final int MOST_WEIGHT = 1_000_000;

  /** Checks the ranges, and that nothing is null. */
  public Source {
    Objects.requireNonNull(address, "A source has an address");
    Objects.requireNonNull(ehlo, "ehlo");
    Objects.requireNonNull(node, "node");
    Objects.requireNonNull(warmUp, "warmUp");
    name = Names.checked(name);
    if (weight < 1 || weight > MOST_WEIGHT) {
      throw new IllegalArgumentException("A weight is from 1 to " + MOST_WEIGHT);
    }
  }
}
