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
package org.waypost.sources;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.waypost.scheduling.Backlog;

/**
 * Adds to the backlog of the sites what waits for sources. Its own names are those of {@link
 * PoolLine}; all others are the sites'.
 */
final class PoolLines implements Backlog {

  /** Most groups that are on their way from one line. */
  static final int MOST_SENT = 200;

  /** A claim check that has not come out of the queue in this time does not count any more. */
  private static final long PROMISE = Duration.ofSeconds(5).toNanos();

  /** Whoever was told to wait may still be on the way into the database. */
  private static final long SETTLED = Duration.ofSeconds(2).toNanos();

  private static final int MOST_LINES = 20_000;

  private final Backlog sites;
  private final ToLongFunction<PoolLine> room;
  private final LongSupplier nanoTime;
  private final ConcurrentMap<String, Waiting> lines = new ConcurrentHashMap<>();

  /**
   * Beside the backlog of the sites.
   *
   * @param room how many groups of a line have a source now
   */
  PoolLines(Backlog sites, ToLongFunction<PoolLine> room, LongSupplier nanoTime) {
    this.sites = sites;
    this.room = room;
    this.nanoTime = nanoTime;
  }

  /** What is known of a line. Guarded by itself. */
  private static final class Waiting {
    private PoolLine line;
    private long toldAt;
    private int promised;
    private long promisedAt;

    Waiting(PoolLine line, long now) {
      this.line = line;
      this.toldAt = now;
      this.promisedAt = now;
    }
  }

  /** A message is about to be parked in this line. */
  void isToWait(PoolLine line) {
    if (lines.size() >= MOST_LINES) {
      // The next look into the database finds them again.
      lines.clear();
    }
    long now = nanoTime.getAsLong();
    Waiting waiting = lines.computeIfAbsent(line.name(), name -> new Waiting(line, now));
    synchronized (waiting) {
      waiting.line = line;
      waiting.toldAt = now;
    }
  }

  /** A message that was called has come to ask for a source of this pool. */
  void came(String pool) {
    for (Waiting each : lines.values()) {
      synchronized (each) {
        if (each.promised > 0 && each.line.pool().equals(pool)) {
          each.promised--;
          return;
        }
      }
    }
  }

  @Override
  public List<String> ready() {
    List<String> ready = new ArrayList<>(sites.ready());
    for (String name : lines.keySet()) {
      if (room(name) > 0) {
        ready.add(name);
      }
    }
    return ready;
  }

  @Override
  public int room(String name) {
    if (!PoolLine.isOne(name)) {
      return sites.room(name);
    }
    Waiting waiting = lines.get(name);
    if (waiting == null) {
      return PoolLine.of(name)
          .map(line -> (int) Math.min(MOST_SENT, room.applyAsLong(line)))
          .orElse(1);
    }
    PoolLine line;
    int promised;
    synchronized (waiting) {
      line = waiting.line;
      promised = nanoTime.getAsLong() - waiting.promisedAt > PROMISE ? 0 : waiting.promised;
    }
    long free = Math.min(MOST_SENT, room.applyAsLong(line)) - promised;
    if (free > 0 && line.site().isPresent()) {
      free = Math.min(free, sites.room(line.site().get().name()));
    }
    return (int) Math.max(0, free);
  }

  @Override
  public void sent(String name, int groups) {
    if (!PoolLine.isOne(name)) {
      sites.sent(name, groups);
      return;
    }
    Waiting waiting = lines.get(name);
    if (waiting == null) {
      return;
    }
    long now = nanoTime.getAsLong();
    synchronized (waiting) {
      waiting.promised = (now - waiting.promisedAt > PROMISE ? 0 : waiting.promised) + groups;
      waiting.promisedAt = now;
    }
  }

  @Override
  public void looked(String name, int asked, int found) {
    if (!PoolLine.isOne(name)) {
      sites.looked(name, asked, found);
      return;
    }
    Waiting waiting = lines.get(name);
    if (waiting == null) {
      return;
    }
    synchronized (waiting) {
      if (found < asked && nanoTime.getAsLong() - waiting.toldAt > SETTLED) {
        lines.remove(name, waiting);
      }
    }
  }

  @Override
  public void waits(String name) {
    if (!PoolLine.isOne(name)) {
      sites.waits(name);
      return;
    }
    if (!lines.containsKey(name)) {
      PoolLine.of(name).ifPresent(this::isToWait);
    }
  }

  @Override
  public Optional<String> siteOf(String destination) {
    return sites.siteOf(destination);
  }

  @Override
  public Optional<String> suspendedDomain(String name, String destination) {
    String site =
        PoolLine.isOne(name)
            ? PoolLine.of(name).flatMap(PoolLine::site).map(Site::name).orElse("")
            : name;
    return sites.suspendedDomain(site, destination);
  }
}
