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
package org.waypost.delivery;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Places for simultaneous deliveries to one destination site, so that a slow or dead site never
 * takes every worker.
 *
 * <p>A worker that finds no place waits only at a site where deliveries are ending: there a place
 * will be free in a moment. At a site that stands still it gets none, and parks its message.
 */
final class SiteSlots {

  private static final long STANDS_STILL_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long WAIT_MILLIS = 250;

  private final int places;
  private final ConcurrentMap<String, Site> sites = new ConcurrentHashMap<>();

  SiteSlots(int places) {
    this.places = places;
  }

  private final class Site {
    private final Semaphore free = new Semaphore(places, true);
    private volatile long lastEnd = System.nanoTime();
    private int users;

    private boolean moves() {
      return System.nanoTime() - lastEnd < STANDS_STILL_NANOS;
    }
  }

  /** A place, which closing gives back. */
  final class Slot implements AutoCloseable {
    private final String name;
    private final Site site;

    private Slot(String name, Site site) {
      this.name = name;
      this.site = site;
    }

    @Override
    public void close() {
      site.lastEnd = System.nanoTime();
      site.free.release();
      leave(name, site);
    }
  }

  /** A place at the site, or nothing when all are taken and none is about to be free. */
  Optional<Slot> acquire(String name) {
    Site site = enter(name);
    try {
      boolean got = site.free.tryAcquire();
      while (!got && site.moves()) {
        got = site.free.tryAcquire(WAIT_MILLIS, TimeUnit.MILLISECONDS);
      }
      if (got) {
        return Optional.of(new Slot(name, site));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    leave(name, site);
    return Optional.empty();
  }

  /** Number of sites that have deliveries now. */
  int active() {
    return sites.size();
  }

  private Site enter(String name) {
    return sites.compute(
        name,
        (key, present) -> {
          Site site = present == null ? new Site() : present;
          site.users++;
          return site;
        });
  }

  private void leave(String name, Site site) {
    sites.computeIfPresent(name, (key, present) -> --site.users == 0 ? null : present);
  }
}
