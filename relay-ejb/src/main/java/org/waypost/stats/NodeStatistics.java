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
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import org.waypost.store.Database;

/** Counters of this node, sampled once a second for rates; safe for any number of threads. */
public final class NodeStatistics implements Statistics {

  private static final int SECONDS = 60;
  private static final int DATABASE_EVERY_SECONDS = 5;

  private final Counters counters;
  private final Database database;
  private final Instant startedAt = Instant.now();
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Deque<Second> seconds = new ArrayDeque<>();
  private long[] last = new long[4];
  private int untilDatabase;
  private volatile Stored stored = new Stored(0, 0, 0);

  /** What is counted in the database. */
  private record Stored(long queued, long parked, long oldestParkedAt) {}

  /** Over these counters. */
  public NodeStatistics(Counters counters, Database database) {
    this.counters = counters;
    this.database = database;
    counter("accepted", "Messages accepted", counters.accepted);
    counter("refused", "Messages and recipients refused at the door", counters.refused);
    counter("delivered", "Recipients delivered", counters.delivered);
    counter("captured", "Recipients captured", counters.captured);
    counter("deferred", "Attempts for recipients that failed for now", counters.deferred);
    counter("bounced", "Recipients failed for good or expired", counters.bounced);
    counter("uncertain", "Connections lost between final dot and reply", counters.uncertain);
    counter("suppressed", "Recipients on the suppression list", counters.suppressed);
    counter("repeated", "Deliveries possibly made twice after a crash", counters.repeated);
    gauge("queued", "Messages in the queue or in delivery", () -> snapshot().queued());
    gauge("parked", "Parked destination groups", () -> stored.parked());
    gauge(
        "oldest_parked_seconds",
        "Age of the oldest parked message in seconds",
        () -> snapshot().oldestParkedSeconds());
  }

  /** Where other parts add figures of their own. */
  public PrometheusRegistry registry() {
    return registry;
  }

  private void counter(String name, String help, LongAdder value) {
    CounterWithCallback.builder()
        .name("waypost_" + name)
        .help(help)
        .callback(callback -> callback.call((double) value.sum()))
        .register(registry);
  }

  private void gauge(String name, String help, DoubleSupplier value) {
    GaugeWithCallback.builder()
        .name("waypost_" + name)
        .help(help)
        .callback(callback -> callback.call(value.getAsDouble()))
        .register(registry);
  }

  /** Takes the sample of a second; called once a second by one thread. */
  public void sample() {
    long[] now = {
      counters.accepted.sum(),
      counters.delivered.sum() + counters.captured.sum(),
      counters.deferred.sum(),
      counters.bounced.sum()
    };
    synchronized (seconds) {
      seconds.addLast(
          new Second(
              Instant.now().getEpochSecond(),
              now[0] - last[0],
              now[1] - last[1],
              now[2] - last[2],
              now[3] - last[3]));
      if (seconds.size() > SECONDS) {
        seconds.removeFirst();
      }
    }
    last = now;
    if (untilDatabase-- == 0) {
      long start = System.nanoTime();
      try {
        stored = count();
      } finally {
        untilDatabase = secondsUntilNext(System.nanoTime() - start);
      }
    }
  }

  /** A tenth of the time goes into counting at the most. */
  private static int secondsUntilNext(long nanosOfCounting) {
    long tenfold = TimeUnit.NANOSECONDS.toSeconds(10 * nanosOfCounting);
    return (int) Math.max(DATABASE_EVERY_SECONDS - 1, Math.min(tenfold, 600));
  }

  private Stored count() {
    return database.read(
        statements ->
            new Stored(
                statements.number("select count(*) from message where state = 'QUEUED'"),
                statements.number("select count(*) from parked"),
                statements.number("select coalesce(min(accepted_at), 0) from parked")));
  }

  @Override
  public Snapshot snapshot() {
    Instant now = Instant.now();
    Stored sampled = stored;
    long inFlight = Math.max(0, counters.queuedIn.sum() - counters.queuedOut.sum());
    long oldest = sampled.oldestParkedAt();
    List<Second> history;
    synchronized (seconds) {
      history = new ArrayList<>(seconds);
    }
    return new Snapshot(
        now,
        startedAt,
        counters.accepted.sum(),
        counters.refused.sum(),
        counters.delivered.sum(),
        counters.captured.sum(),
        counters.deferred.sum(),
        counters.bounced.sum(),
        counters.uncertain.sum(),
        Math.max(inFlight, sampled.queued()),
        sampled.parked(),
        oldest == 0 ? 0 : Math.max(0, (now.toEpochMilli() - oldest) / 1000),
        List.copyOf(history));
  }

  @Override
  public void writePrometheus(OutputStream out) throws IOException {
    PrometheusTextFormatWriter.create().write(out, registry.scrape());
  }
}
