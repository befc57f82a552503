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
package org.waypost.events;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.DoubleSupplier;

/** Shows the figures of events. */
public final class EventMetrics {

  private final PrometheusRegistry registry;

  private EventMetrics(PrometheusRegistry registry) {
    this.registry = registry;
  }

  /** Adds these counters. */
  public static void register(EventCounters counters, PrometheusRegistry registry) {
    EventMetrics metrics = new EventMetrics(registry);
    metrics.counter("written", "Events written", counters::written);
    metrics.counter("published", "Events told to all who listen", counters::published);
    metrics.counter("dropped", "Events not told, as too many waited", counters::dropped);
    GaugeWithCallback.builder()
        .name("waypost_events_waiting")
        .help("About how many events wait to be published")
        .callback(callback -> callback.call((double) counters.waiting()))
        .register(registry);
  }

  private void counter(String name, String help, DoubleSupplier value) {
    CounterWithCallback.builder()
        .name("waypost_events_" + name)
        .help(help)
        .callback(callback -> callback.call(value.getAsDouble()))
        .register(registry);
  }
}
