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
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.waypost.api.listener.ListenerLimits;

/**
 * How many connections a listener has: in all, of each client address, and of each client network.
 * Safe for any thread.
 */
public final class ConnectionCounts {

  private final AtomicInteger total = new AtomicInteger();
  private final ConcurrentMap<InetAddress, Integer> ofAddress = new ConcurrentHashMap<>();
  private final ConcurrentMap<ClientNetwork, Integer> ofNetwork = new ConcurrentHashMap<>();

  /** Begins with none. */
  public ConnectionCounts() {}

  /** How many there are. */
  public int total() {
    return total.get();
  }

  /** Of how many addresses they are. */
  public int clients() {
    return ofAddress.size();
  }

  /**
   * Takes a place among all connections, for a client that is not known yet.
   *
   * @param kept places that are not for this one
   */
  Optional<Place> enter(ListenerLimits.Connections limits, int kept) {
    if (total.incrementAndGet() > limits.max() - kept) {
      total.decrementAndGet();
      return Optional.empty();
    }
    return Optional.of(new Place(limits));
  }

  private static <K> boolean take(ConcurrentMap<K, Integer> counts, K key, int most) {
    if (counts.merge(key, 1, Integer::sum) <= most) {
      return true;
    }
    giveBack(counts, key);
    return false;
  }

  private static <K> void giveBack(ConcurrentMap<K, Integer> counts, K key) {
    counts.computeIfPresent(key, (ignored, count) -> count == 1 ? null : count - 1);
  }

  /** The place of one connection, until it is closed. For one thread at a time. */
  final class Place implements AutoCloseable {

    private final ListenerLimits.Connections limits;
    private InetAddress client;
    private boolean closed;

    private Place(ListenerLimits.Connections limits) {
      this.limits = limits;
    }

    /**
     * Counts the connection for this client, and for the former one no more.
     *
     * @return false when the client has too many; it is counted for nobody then
     */
    boolean belongsTo(InetAddress address) {
      leave();
      if (!take(ofAddress, address, limits.perAddress())) {
        return false;
      }
      if (!take(ofNetwork, ClientNetwork.of(address), limits.perNetwork())) {
        giveBack(ofAddress, address);
        return false;
      }
      client = address;
      return true;
    }

    private void leave() {
      if (client != null) {
        giveBack(ofAddress, client);
        giveBack(ofNetwork, ClientNetwork.of(client));
        client = null;
      }
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        leave();
        total.decrementAndGet();
      }
    }
  }
}
