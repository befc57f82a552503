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

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SiteMetricsTest {

  private final List<SiteStatus> known = new ArrayList<>();
  private final AtomicLong clock = new AtomicLong();
  private final PrometheusRegistry registry = new PrometheusRegistry();

  private static SiteStatus site(String name, int waiting, int lastHour, Instant closedUntil) {
    return new SiteStatus(
        name,
        "default",
        4,
        24,
        2,
        1,
        waiting,
        0,
        "",
        closedUntil,
        9,
        0,
        3,
        lastHour,
        SiteLimits.of(24),
        "");
  }

  private String scrape() throws IOException {
    SiteMetrics.register(
        new SiteStatuses() {
          @Override
          public List<SiteStatus> statuses() {
            return List.copyOf(known);
          }

          @Override
          public boolean clear(String site) {
            return false;
          }
        },
        registry,
        clock::get);
    return text();
  }

  private String text() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrometheusTextFormatWriter.create().write(out, registry.scrape());
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void sumsOverAllSites() throws IOException {
    known.add(site("a", 0, 0, null));
    known.add(site("b", 7, 0, Instant.now()));
    assertThat(scrape())
        .contains("waypost_sites 2.0", "waypost_sites_closed 1.0", "waypost_sites_stuck 2.0")
        .contains("waypost_site_waiting{site=\"b\"} 7.0", "waypost_site_closed{site=\"b\"} 1.0");
  }

  @Test
  void namesFew() throws IOException {
    for (int i = 0; i < 3000; i++) {
      known.add(site("mx" + i + ".example", i, 1, null));
    }
    String text = scrape();
    assertThat(text.lines().filter(line -> line.startsWith("waypost_site_places{")))
        .hasSize(SiteMetrics.SHOWN);
    assertThat(text).contains("mx2999.example").doesNotContain("mx1.example\"");
  }

  @Test
  void looksAnewAfterASecond() throws IOException {
    assertThat(scrape()).contains("waypost_sites 0.0");
    known.add(site("a", 0, 0, null));
    clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
    assertThat(text()).contains("waypost_sites 1.0");
  }
}
