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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.waypost.api.listener.ListenerLimits;

/** How many connections a listener has, in all and per client address. Safe for any thread. */
final class ConnectionLimits {

  private final int most;
  private final int mostPerAddress;
  private final AtomicInteger total = new AtomicInteger();
  private final ConcurrentMap<InetAddress, Integer> perAddress = new ConcurrentHashMap<>();

  ConnectionLimits(ListenerLimits.Connections limits) {
    this.most = limits.max();
    this.mostPerAddress = limits.perAddress();
  }

  /** Takes a place for the address; false when there is none, and then nothing is taken. */
  boolean enter(InetAddress address) {
    if (total.incrementAndGet() > most) {
      total.decrementAndGet();
      return false;
    }
    if (perAddress.merge(address, 1, Integer::sum) > mostPerAddress) {
      leave(address);
      return false;
    }
    return true;
  }

  /** Gives back a place that was taken. */
  void leave(InetAddress address) {
    total.decrementAndGet();
    perAddress.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
  }
}
