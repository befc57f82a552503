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
package org.waypost.dns;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.DoubleSupplier;

/** Shows what a resolver does among the metrics of the node. */
public final class DnsMetrics {

  private final PrometheusRegistry registry;

  private DnsMetrics(PrometheusRegistry registry) {
    this.registry = registry;
  }

  /** Adds the figures of a resolver. */
  public static void register(DnsResolver resolver, PrometheusRegistry registry) {
    DnsMetrics metrics = new DnsMetrics(registry);
    metrics.counter("hits", "Questions answered from memory", () -> resolver.statistics().hits());
    metrics.counter("misses", "Questions that went out", () -> resolver.statistics().misses());
    metrics.counter(
        "failures",
        "Questions that nobody answered, or with a forged answer",
        () -> resolver.statistics().failures());
    metrics.gauge("dns_answers", "Answers in memory", () -> resolver.statistics().entries());
    metrics.gauge(
        "dnssec",
        "1 when DNSSEC proves answers, 0 when not, or not known yet",
        () -> resolver.provesAnswers() ? 1 : 0);
  }

  private void counter(String name, String help, DoubleSupplier value) {
    CounterWithCallback.builder()
        .name("waypost_dns_" + name)
        .help(help)
        .callback(callback -> callback.call(value.getAsDouble()))
        .register(registry);
  }

  private void gauge(String name, String help, DoubleSupplier value) {
    GaugeWithCallback.builder()
        .name("waypost_" + name)
        .help(help)
        .callback(callback -> callback.call(value.getAsDouble()))
        .register(registry);
  }
}
