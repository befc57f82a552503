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
package org.waypost.webhooks;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.concurrent.atomic.LongAdder;

/** What became of events for hooks on this node. Safe for use by any number of threads. */
final class HookCounters {

  private final LongAdder delivered = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder dropped = new LongAdder();

  void delivered(int count) {
    delivered.add(count);
  }

  void refused() {
    refused.increment();
  }

  void failed(int count) {
    failed.add(count);
  }

  void dropped() {
    dropped.increment();
  }

  long dropCount() {
    return dropped.sum();
  }

  /** Shows them. */
  void register(PrometheusRegistry registry) {
    counter(registry, "delivered", "Events that webhooks have taken", delivered);
    counter(registry, "refused", "POSTs that webhooks did not take", refused);
    counter(registry, "failed", "Events that were given up for a webhook", failed);
    counter(registry, "dropped", "Events not noted, as too many wait for a webhook", dropped);
  }

  private static void counter(
      PrometheusRegistry registry, String name, String help, LongAdder value) {
    CounterWithCallback.builder()
        .name("waypost_webhook_events_" + name)
        .help(help)
        .callback(callback -> callback.call((double) value.sum()))
        .register(registry);
  }
}
