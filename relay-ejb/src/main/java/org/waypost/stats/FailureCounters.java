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
package org.waypost.stats;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.waypost.classification.Category;

/** Failures by category, since the start of the node. Safe for use by any number of threads. */
public final class FailureCounters {

  private final Map<Category, LongAdder> lasting = new EnumMap<>(Category.class);
  private final Map<Category, LongAdder> passing = new EnumMap<>(Category.class);

  private final LongAdder lost = new LongAdder();
  private final LongAdder collected = new LongAdder();

  /** Counts from 0. */
  public FailureCounters() {
    for (Category category : Category.values()) {
      lasting.put(category, new LongAdder());
      passing.put(category, new LongAdder());
    }
  }

  /**
   * A recipient was not reached.
   *
   * @param forGood whether that is the end of it
   */
  public void failed(Category category, boolean forGood) {
    (forGood ? lasting : passing).get(category).increment();
  }

  /** A notification was one of too many for its sender, and is told together with others. */
  public void collectedNotification() {
    collected.increment();
  }

  /** A notification could be delivered neither to whom it was for nor to the postmaster. */
  public void lostNotification() {
    lost.increment();
  }

  /** Shows them as {@code waypost_failures_total}. */
  public void register(PrometheusRegistry registry) {
    CounterWithCallback.builder()
        .name("waypost_failures")
        .help("Attempts for recipients that failed, by category")
        .labelNames("category", "lasting")
        .callback(
            callback -> {
              for (Category category : Category.values()) {
                callback.call((double) lasting.get(category).sum(), category.word(), "true");
                callback.call((double) passing.get(category).sum(), category.word(), "false");
              }
            })
        .register(registry);
    CounterWithCallback.builder()
        .name("waypost_notifications_collected")
        .help("Notifications told together with others, as there were too many for the sender")
        .callback(callback -> callback.call((double) collected.sum()))
        .register(registry);
    CounterWithCallback.builder()
        .name("waypost_notifications_lost")
        .help("Notifications that neither their receivers nor the postmaster took")
        .callback(callback -> callback.call((double) lost.sum()))
        .register(registry);
  }
}
