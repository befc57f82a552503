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
package org.waypost.extensions;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.ToDoubleFunction;

/** The figures of the configurations at work, for Prometheus. */
public final class ExtensionMetrics {

  private static final String[] LABELS = {"configuration", "point"};

  private final ManagedPlugins plugins;
  private final PrometheusRegistry registry;

  private ExtensionMetrics(ManagedPlugins plugins, PrometheusRegistry registry) {
    this.plugins = plugins;
    this.registry = registry;
  }

  /** Asked anew at every scrape. */
  public static void register(ManagedPlugins plugins, PrometheusRegistry registry) {
    new ExtensionMetrics(plugins, registry).register();
  }

  private void register() {
    counter("calls", "Calls of a configuration of a plug-in", it -> it.figures().calls.sum());
    counter(
        "failures", "Calls that failed, for whatever reason", it -> it.figures().failures.sum());
    counter("timeouts", "Calls that took too long", it -> it.figures().timeouts.sum());
    counter("overruns", "Calls that found no place", it -> it.figures().overruns.sum());
    counter("seconds", "Time that callers waited", it -> it.figures().nanos.sum() / 1e9);
    GaugeWithCallback.builder()
        .name("waypost_plugin_running")
        .help("Calls that run")
        .labelNames(LABELS)
        .callback(callback -> each(Active::running, callback::call))
        .register(registry);
  }

  private void counter(String name, String help, ToDoubleFunction<Active<?>> figure) {
    CounterWithCallback.builder()
        .name("waypost_plugin_" + name)
        .help(help)
        .labelNames(LABELS)
        .callback(callback -> each(figure, callback::call))
        .register(registry);
  }

  /** Takes a value and its labels. */
  private interface Report {
    void call(double value, String... labels);
  }

  private void each(ToDoubleFunction<Active<?>> figure, Report report) {
    for (Active<?> active : plugins.active()) {
      report.call(figure.applyAsDouble(active), active.name(), active.configuration().point().id());
    }
  }
}
