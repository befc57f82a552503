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
package org.waypost.smtpclient;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers for a minute where no connection came about, so that mail for a site whose first
 * exchanger is down does not wait for it every time: such an address is tried last.
 */
final class UnreachableAddresses {

  private static final long MEMORY = Duration.ofMinutes(1).toNanos();
  private static final int MOST = 10_000;

  private final Map<Way, Long> failedAt = new ConcurrentHashMap<>();

  /** From a source to an address; null stands for the system's choice. */
  private record Way(InetAddress from, InetSocketAddress to) {
    static Way of(Optional<Passage.Source> source, InetSocketAddress to) {
      return new Way(source.map(Passage.Source::address).orElse(null), to);
    }
  }

  boolean contains(Optional<Passage.Source> source, InetSocketAddress address) {
    Way way = Way.of(source, address);
    Long at = failedAt.get(way);
    if (at != null && System.nanoTime() - at > MEMORY) {
      failedAt.remove(way, at);
      return false;
    }
    return at != null;
  }

  void add(Optional<Passage.Source> source, InetSocketAddress address) {
    if (failedAt.size() >= MOST) {
      failedAt.clear();
    }
    failedAt.put(Way.of(source, address), System.nanoTime());
  }

  void remove(Optional<Passage.Source> source, InetSocketAddress address) {
    failedAt.remove(Way.of(source, address));
  }
}
