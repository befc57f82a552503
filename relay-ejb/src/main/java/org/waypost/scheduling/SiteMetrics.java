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
package org.waypost.scheduling;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * Shows destination sites among the metrics of the node: sums over all of them, and the {@value
 * #SHOWN} with the most that waits, or else the most attempts, by name. There may be thousands; so
 * many series would be of use to nobody.
 */
public final class SiteMetrics {

  /** Sites that are shown by name. */
  static final int SHOWN = 20;

  /** One look serves all metrics of a scrape. */
  private static final long FRESH = Duration.ofSeconds(1).toNanos();

  private final SiteStatuses sites;
  private final PrometheusRegistry registry;
  private final LongSupplier nanoTime;
  // Both guarded by this.
  private List<SiteStatus> seen = List.of();
  private long seenAt;

  private SiteMetrics(SiteStatuses sites, PrometheusRegistry registry, LongSupplier nanoTime) {
    this.sites = sites;
    this.registry = registry;
    this.nanoTime = nanoTime;
    this.seenAt = nanoTime.getAsLong() - FRESH;
  }

  /** Adds the figures of these sites. */
  public static void register(SiteStatuses sites, PrometheusRegistry registry) {
    register(sites, registry, System::nanoTime);
  }

  static void register(SiteStatuses sites, PrometheusRegistry registry, LongSupplier nanoTime) {
    new SiteMetrics(sites, registry, nanoTime).register();
  }

  private void register() {
    sum("waypost_sites", "Destination sites that are known", site -> 1);
    sum("waypost_sites_closed", "Sites at which no attempts are made", SiteMetrics::closed);
    sum("waypost_sites_places", "Attempts at a time that all sites may have", SiteStatus::places);
    sum("waypost_sites_attempts_now", "Attempts under way", SiteStatus::inUse);
    sum("waypost_sites_stuck", "Attempts under way for more than 3 seconds", SiteStatus::stuck);
    named("places", "Attempts at a time that the site may have now", SiteStatus::places);
    named("attempts_now", "Attempts under way", SiteStatus::inUse);
    named("stuck", "Attempts under way for more than 3 seconds", SiteStatus::stuck);
    named("waiting", "Groups that are known to wait for the site, at least", SiteStatus::waiting);
    named("closed", "1 while no attempts are made", SiteMetrics::closed);
    named("attempts_last_minute", "Attempts of the last minute", SiteStatus::lastMinute);
    named("attempts_last_hour", "Attempts of the last hour", SiteStatus::lastHour);
  }

  private static double closed(SiteStatus site) {
    return site.closedUntil() == null ? 0 : 1;
  }

  private void sum(String name, String help, ToDoubleFunction<SiteStatus> figure) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> callback.call(statuses().stream().mapToDouble(figure).sum()))
        .register(registry);
  }

  private void named(String name, String help, ToDoubleFunction<SiteStatus> figure) {
    GaugeWithCallback.builder()
        .name("waypost_site_" + name)
        .help(help + "; of the sites with the most that waits")
        .labelNames("site")
        .callback(
            callback ->
                busiest().forEach(site -> callback.call(figure.applyAsDouble(site), site.name())))
        .register(registry);
  }

  private List<SiteStatus> busiest() {
    Predicate<SiteStatus> busy =
        site -> site.waiting() > 0 || site.lastHour() > 0 || site.inUse() > 0;
    return statuses().stream()
        .filter(busy)
        .sorted(
            Comparator.comparingInt(SiteStatus::waiting)
                .thenComparing(SiteStatus::lastHour)
                .reversed()
                .thenComparing(SiteStatus::name))
        .limit(SHOWN)
        .toList();
  }

  private synchronized List<SiteStatus> statuses() {
    long now = nanoTime.getAsLong();
    if (now - seenAt >= FRESH) {
      seen = sites.statuses();
      seenAt = now;
    }
    return seen;
  }
}
