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

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.waypost.queue.OutboundQueue;

/** Sends probes through the queue, to see that what goes in comes out at a worker. */
final class Probes {

  private final OutboundQueue queue;
  private final ConcurrentMap<String, CountDownLatch> sent = new ConcurrentHashMap<>();

  Probes(OutboundQueue queue) {
    this.queue = queue;
  }

  /** Sends a probe and waits for it; whether it came within the limit. */
  boolean pass(Duration limit) throws InterruptedException {
    String token = UUID.randomUUID().toString();
    CountDownLatch latch = new CountDownLatch(1);
    sent.put(token, latch);
    try {
      queue.sendProbe(token);
      return latch.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      sent.remove(token);
    }
  }

  /** Called by the worker; a probe of another node or an earlier life is of no concern. */
  void arrived(String token) {
    CountDownLatch latch = token == null ? null : sent.get(token);
    if (latch != null) {
      latch.countDown();
    }
  }
}
