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
package org.waypost.broker;

import java.util.concurrent.atomic.AtomicBoolean;

/** The right to use an embedded broker, which runs until the last lease on it is closed. */
public final class BrokerLease implements AutoCloseable {

  private final EmbeddedBroker broker;
  private final AtomicBoolean closed = new AtomicBoolean();

  BrokerLease(EmbeddedBroker broker) {
    this.broker = broker;
  }

  /** The number under which clients in this process find the broker. */
  public int serverId() {
    return broker.serverId();
  }

  /** Gives the lease back; the second call does nothing. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      EmbeddedBroker.release(broker);
    }
  }
}
