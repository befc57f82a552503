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

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.waypost.smtpclient.DeliveryReport;
import org.waypost.smtpclient.Passage;
import org.waypost.smtpclient.RecipientOutcome;

/**
 * The sites of this node, each with places for simultaneous attempts that follow what the site
 * bears. A site is forgotten when it has been idle.
 */
public final class AdaptiveSites implements Sites, Backlog, SiteStatuses {

  /** Stands in front of a suspended domain, where mail for it waits. */
  static final String DOMAIN = "@";

  /** Of where there are no hosts: places are bounded by the workers alone. */
  private static final Shape LOOK_UP =
      new Shape(
          "look-up", new SiteLimits(1000, 1000, 1, 1, Duration.ZERO, List.of(), 1), List.of());

  /** Groups that leave at a time for where no places are counted. */
  private static final int FEW = 20;

  private static final long STUCK_AFTER = Duration.ofSeconds(3).toNanos();
  private static final long FORGET_AFTER = Duration.ofMinutes(10).toNanos();
  private static final long FORGET_SOON = Duration.ofSeconds(10).toNanos();
  private static final int MANY = 20_000;
  private static final int MOST_DESTINATIONS = 20_000;
  private static final Logger LOG = System.getLogger(AdaptiveSites.class.getName());

  private final Shaping shaping;
  private final Suspensions suspensions;
  private final SourceRests rests;
  private final LongSupplier nanoTime;
  private final DoubleSupplier random;
  private final SlowWorkers slowWorkers;
  private final ConcurrentMap<String, Site> sites = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, String> destinations = new ConcurrentHashMap<>();
  private final Set<Visit> visits = ConcurrentHashMap.newKeySet();

  /**
   * No sites yet.
   *
   * @param shaping how they are treated
   * @param suspensions of administrators
   * @param rests is told of source addresses that a site does not want
   * @param workers of this node, 2 or more
   */
  public AdaptiveSites(Shaping shaping, Suspensions suspensions, SourceRests rests, int workers) {
    this(
        shaping,
        suspensions,
        rests,
        workers,
        System::nanoTime,
        () -> ThreadLocalRandom.current().nextDouble());
  }

  AdaptiveSites(
      Shaping shaping,
      Suspensions suspensions,
      SourceRests rests,
      int workers,
      LongSupplier nanoTime,
      DoubleSupplier random) {
    this.shaping = shaping;
    this.suspensions = suspensions;
    this.rests = rests;
    this.nanoTime = nanoTime;
    this.random = random;
    this.slowWorkers = new SlowWorkers(workers);
  }

  @Override
  public Admission admit(SiteRequest request) {
    String name = request.site();
    remember(request.domain(), name);
    Optional<Suspension> suspended = suspensions.of(name, request.domain());
    if (suspended.isPresent()) {
      return suspended(request, suspended.get());
    }
    Shape shape =
        request.hosts().isEmpty() ? LOOK_UP : shaping.of(request.domain(), request.hosts());
    try {
      while (true) {
        Site site = site(name, shape);
        site.shape(shape);
        Site.Entry entry = site.enter(request.parked());
        if (entry instanceof Site.Entry.In in) {
          return new Admission.Granted(new Visit(site, name, shape, in, request.parked()));
        } else if (entry instanceof Site.Entry.Out out) {
          return new Admission.Waits(name, Instant.now().plusNanos(out.nanos()), out.reason());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Admission.Waits(name, Instant.now(), "the relay is stopping");
    }
  }

  private Admission.Waits suspended(SiteRequest request, Suspension suspension) {
    String where = suspension.ofDomain() ? DOMAIN + request.domain() : request.site();
    site(where, shaping.standard()).isToWait();
    return new Admission.Waits(
        where,
        suspension.until().orElseGet(() -> Instant.now().plus(Duration.ofHours(1))),
        "suspended by an administrator: " + suspension.reason());
  }

  @Override
  public Optional<String> turnAway(String destination) {
    String name = destinations.get(destination);
    if (name == null) {
      return Optional.empty();
    }
    Optional<Suspension> suspended = suspensions.of(name, destination);
    if (suspended.isPresent()) {
      String where = suspended.get().ofDomain() ? DOMAIN + destination : name;
      site(where, shaping.standard()).isToWait();
      return Optional.of(where);
    }
    Site site = sites.get(name);
    return site != null && site.turnsAway() ? Optional.of(name) : Optional.empty();
  }

  private void remember(String destination, String site) {
    if (!site.equals(destinations.get(destination))) {
      if (destinations.size() >= MOST_DESTINATIONS) {
        destinations.clear();
      }
      destinations.put(destination, site);
    }
  }

  private Site site(String name, Shape shape) {
    return sites.computeIfAbsent(name, key -> new Site(key, shape, slowWorkers, nanoTime, random));
  }

  /** An attempt at a site. */
  private final class Visit implements Place {
    private final Site site;
    private final String name;
    private final Shape shape;
    private final Passage passage;
    private final Site.Entry.In in;
    private final boolean fresh;
    private final long begun = nanoTime.getAsLong();
    // Guarded by the visit, as the watch is another thread.
    private boolean stuck;
    private boolean over;
    private DeliveryReport report;

    Visit(Site site, String name, Shape shape, Site.Entry.In in, boolean parked) {
      this.site = site;
      this.name = name;
      this.shape = shape;
      this.in = in;
      this.fresh = !parked;
      SiteLimits limits = shape.limits();
      this.passage =
          new Passage(
              List.of(),
              limits.messagesPerConnection(),
              limits.idle(),
              limits.recipientsPerTransaction(),
              limits.timeouts());
      visits.add(this);
    }

    @Override
    public Passage passage() {
      return passage;
    }

    @Override
    public void done(DeliveryReport made) {
      report = made;
    }

    private synchronized void watch(long now) {
      if (!over && !stuck && now - begun > STUCK_AFTER) {
        stuck = true;
        site.stuck(in.doubtful());
      }
    }

    @Override
    public void close() {
      visits.remove(this);
      String news;
      synchronized (this) {
        over = true;
        news = site.leave(new Site.End(fresh, in.probe(), in.doubtful(), stuck, begun, report));
      }
      if (!news.isEmpty()) {
        LOG.log(Level.WARNING, "Site {0} {1}", name, news);
      }
      if (report != null) {
        report.outcomes().stream().filter(this::isForSource).findFirst().ifPresent(this::rest);
      }
    }

    private Optional<ReplyRule> rule(RecipientOutcome outcome) {
      return shape.replies().stream().filter(each -> each.matches(outcome.reply())).findFirst();
    }

    private boolean isForSource(RecipientOutcome outcome) {
      return outcome.localEnd() != null
          && rule(outcome).filter(rule -> rule.isForSource(outcome)).isPresent();
    }

    /** Lets the source rest that the message left from. */
    private void rest(RecipientOutcome outcome) {
      String source = outcome.localEnd().source();
      Duration time = rule(outcome).flatMap(ReplyRule::time).orElseThrow();
      rests.rest(source, name, time, outcome.reply().toString());
      LOG.log(
          Level.WARNING,
          "Source address {0} is left alone at site {1} for {2} s: {3}",
          source,
          name,
          String.valueOf(time.toSeconds()),
          outcome.reply());
    }
  }

  /** Looks for attempts that are stuck, and forgets idle sites; called twice a second. */
  public void watch() {
    long now = nanoTime.getAsLong();
    visits.forEach(visit -> visit.watch(now));
    long idle = sites.size() > MANY ? FORGET_SOON : FORGET_AFTER;
    sites.forEach(
        (name, site) -> {
          if (site.forget(idle)) {
            sites.remove(name, site);
          }
        });
  }

  @Override
  public List<String> ready() {
    List<String> names = new ArrayList<>();
    sites.forEach(
        (name, site) -> {
          if (site.hasWaiting() && room(name) > 0) {
            names.add(name);
          }
        });
    return names;
  }

  @Override
  public int room(String name) {
    if (name.startsWith(DOMAIN)) {
      return suspensions.of("", name.substring(DOMAIN.length())).isPresent() ? 0 : FEW;
    }
    if (suspensions.of(name, "").isPresent()) {
      return 0;
    }
    Site site = sites.get(name);
    return site == null ? shaping.standard().limits().firstConnections() : site.room();
  }

  @Override
  public void sent(String name, int groups) {
    site(name, shaping.standard()).sent(groups);
  }

  @Override
  public void looked(String name, int asked, int found) {
    Site site = sites.get(name);
    if (site != null) {
      site.looked(asked, found);
    }
  }

  @Override
  public void waits(String name) {
    site(name, shaping.standard()).waits();
  }

  @Override
  public Optional<String> siteOf(String destination) {
    return Optional.ofNullable(destinations.get(destination));
  }

  @Override
  public Optional<String> suspendedDomain(String site, String destination) {
    return suspensions
        .of(site, destination)
        .filter(Suspension::ofDomain)
        .map(it -> DOMAIN + destination);
  }

  @Override
  public List<SiteStatus> statuses() {
    return sites.values().stream().map(Site::status).toList();
  }

  @Override
  public boolean clear(String name) {
    Site site = sites.get(name);
    if (site != null) {
      site.clear();
    }
    return site != null;
  }

  /** Number of sites that are known. */
  int known() {
    return sites.size();
  }

  /** Number of workers at slow and unknown sites. */
  int slowWorkers() {
    return slowWorkers.taken();
  }
}
