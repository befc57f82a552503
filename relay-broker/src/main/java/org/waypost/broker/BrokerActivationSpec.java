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

import org.apache.activemq.artemis.ra.inflow.ActiveMQActivationSpec;
import org.waypost.api.settings.Settings;

/**
 * How a message-driven bean is served: as many messages at one time as {@link
 * Settings#deliveryWorkers()}, unless its descriptor gives another {@code maxSession}.
 */
public final class BrokerActivationSpec extends ActiveMQActivationSpec {

  private static final long serialVersionUID = 1L;

  /** As the container makes it, before it sets what the descriptor says. */
  public BrokerActivationSpec() {
    setUseJNDI(false);
    setDestinationType("jakarta.jms.Queue");
    setMaxSession(Settings.ofProcess().deliveryWorkers());
    // A slow delivery must not sit on messages that another session could deliver meanwhile.
    setConsumerWindowSize(0);
    // The process-wide pools have eight threads a core, which would silently be the bound.
    setUseGlobalPools(false);
    setThreadPoolMaxSize(-1);
    setSetupInterval(500L);
  }

  // What the descriptor sets is part of the parent's identity; nothing is added here.
  @Override
  public boolean equals(Object other) {
    return super.equals(other);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }
}
