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

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import org.waypost.smtpclient.DeliveryReport;
import org.waypost.smtpclient.Passage;

/**
 * Places for simultaneous deliveries to one destination site, so that a slow or dead site never
 * takes the workers from the others.
 *
 * <p>A site starts with {@value #FIRST} places and gets one more with each delivery that ends, up
 * to the setting; a site at which none has ended for half a second is back at {@value #FIRST}. A
 * worker that finds no place waits half a second at the most, and only where deliveries are ending;
 * else it gets none, and parks its message.
 */
public final class SiteSlots implements Sites {

  static final int FIRST = 4;

  private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

  private static final long STANDS_STILL_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final int most;
  private final ConcurrentMap<String, Site> sites = new ConcurrentHashMap<>();

  /**
   * Gives so many places at a site.
   *
   * @param most 1 or more
   */
  public SiteSlots(int most) {
    this.most = most;
  }

  /** A site that somebody is at. The counts are guarded by it, but users by the map. */
  private final class Site {
    private int places = Math.min(FIRST, most);
    private int taken;
    private long lastEnd = System.nanoTime();
    private int users;

    private boolean moves() {
      return System.nanoTime() - lastEnd < STANDS_STILL_NANOS;
    }

    private synchronized boolean take() throws InterruptedException {
      long end = System.nanoTime() + WAIT_NANOS;
      while (true) {
        boolean moves = moves();
        if (!moves) {
          places = Math.min(FIRST, most);
        }
        if (taken < places) {
          taken++;
          return true;
        }
        long left = end - System.nanoTime();
        if (left <= 0 || !moves) {
          return false;
        }
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    }

    private synchronized boolean hasRoom() {
      return taken < places;
    }

    private synchronized void giveBack() {
      taken--;
      places = Math.min(most, places + 1);
      lastEnd = System.nanoTime();
      notifyAll();
    }
  }

  /** A place, which closing gives back. */
  final class Slot implements Place {
    private final String name;
    private final Site site;

    private Slot(String name, Site site) {
      this.name = name;
      this.site = site;
    }

    @Override
    public Passage passage() {
      return Passage.DEFAULT;
    }

    @Override
    public void done(DeliveryReport report) {
      // How many places a site has follows from deliveries that end, whatever they end with.
    }

    @Override
    public void close() {
      site.giveBack();
      leave(name);
    }
  }

  /** A place at the site, or nothing when none is free or about to be. */
  Optional<Slot> acquire(String name) {
    Site site = enter(name);
    boolean got = false;
    try {
      got = site.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!got) {
      leave(name);
      return Optional.empty();
    }
    return Optional.of(new Slot(name, site));
  }

  @Override
  public Admission admit(SiteRequest request) {
    return acquire(request.site())
        .<Admission>map(Admission.Granted::new)
        .orElseGet(
            () ->
                new Admission.Waits(
                    Instant.now().plus(LOOK_AGAIN), "no connection to the destination is free"));
  }

  @Override
  public boolean hasRoom(String name) {
    Site site = sites.get(name);
    return site == null || site.hasRoom();
  }

  /** Number of sites that somebody is at. */
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

  private void leave(String name) {
    sites.computeIfPresent(name, (key, present) -> --present.users == 0 ? null : present);
  }
}
