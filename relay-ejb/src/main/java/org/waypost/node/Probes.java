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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.waypost.queue.OutboundQueue;

/**
 * Sends probes through the queue, to see that what goes in comes out at a worker of this node. On a
 * broker shared by several nodes a probe may come out at another one; so may theirs here, which
 * proves as much.
 */
final class Probes {

  private final OutboundQueue queue;
  private final CountDownLatch passed = new CountDownLatch(1);

  Probes(OutboundQueue queue) {
    this.queue = queue;
  }

  /** Sends a probe and waits; whether any probe has come out here by the end of the limit. */
  boolean pass(Duration limit) throws InterruptedException {
    queue.sendProbe();
    return passed.await(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Called by the worker. */
  void arrived() {
    passed.countDown();
  }
}
