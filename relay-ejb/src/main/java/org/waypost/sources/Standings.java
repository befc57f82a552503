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

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.waypost.sources.SourceStatus.State;

/** Says of each source whether it can be used now, and counts what leaves. */
final class Standings {

  private final String node;
  private final Bindings bindings;
  private final DayCounts counts;
  private final Presence presence;
  private final InstantSource clock;

  /**
   * Of this node.
   *
   * @param node its name
   */
  Standings(
      String node, Bindings bindings, DayCounts counts, Presence presence, InstantSource clock) {
    this.node = node;
    this.bindings = bindings;
    this.counts = counts;
    this.presence = presence;
    this.clock = clock;
  }

  /**
   * Why a source cannot be used.
   *
   * @param state READY when it is one site alone that it cannot be used for
   * @param why a sentence for people
   * @param until when it may be otherwise
   */
  record Obstacle(State state, String why, Optional<Instant> until) {
    /** Whether it stands in the way to one site alone. */
    boolean ofSite() {
      return state == State.READY;
    }
  }

  boolean isHere(Source source) {
    return source.node().isEmpty() || source.node().get().equalsIgnoreCase(node);
  }

  /** What stands in the way of a source wherever mail is bound for. */
  Optional<Obstacle> obstacle(Source source) {
    if (!source.enabled()) {
      return Optional.of(new Obstacle(State.DISABLED, "it is disabled", Optional.empty()));
    }
    if (!isHere(source)) {
      return Optional.of(
          new Obstacle(
              State.ELSEWHERE,
              "it belongs to node " + source.node().get() + ", and this is " + node,
              Optional.empty()));
    }
    Optional<String> problem = bindings.problem(source.address());
    if (problem.isPresent()) {
      return Optional.of(
          new Obstacle(
              State.UNBOUND,
              source.address().getHostAddress() + " cannot be bound: " + problem.get(),
              Optional.empty()));
    }
    return source.warmUp().flatMap(warmUp -> ofWarmUp(source, warmUp));
  }

  private Optional<Obstacle> ofWarmUp(Source source, WarmUp warmUp) {
    LocalDate day = day(source);
    OptionalLong limit = warmUp.limit(day);
    if (limit.isEmpty() || counts.used(key(source, day, "")) < limit.getAsLong()) {
      return Optional.empty();
    }
    boolean early = day.isBefore(warmUp.start());
    return Optional.of(
        new Obstacle(
            early ? State.NOT_STARTED : State.EXHAUSTED,
            early
                ? "its warm-up begins on " + warmUp.start()
                : "its warm-up allows " + limit.getAsLong() + " on " + day,
            Optional.of(warmUp.after(early ? warmUp.start().minusDays(1) : day))));
  }

  /** What stands in the way of a source to a site alone. */
  Optional<Obstacle> obstacle(Source source, Site site) {
    Optional<Instant> rests = presence.restsUntil(source.name(), site.name());
    if (rests.isPresent()) {
      return Optional.of(
          new Obstacle(State.READY, "the destination does not want mail from it", rests));
    }
    if (presence.taken(source.name(), site.name()) >= site.perSource()) {
      return Optional.of(
          new Obstacle(
              State.READY, "it has as many places there as it may have", Optional.empty()));
    }
    LocalDate day = day(source);
    for (Charge charge : charges(source, site, day)) {
      if (counts.used(charge.key()) >= charge.limit()) {
        return Optional.of(
            new Obstacle(
                State.READY,
                "its warm-up allows no more for this destination on " + day,
                source.warmUp().map(it -> it.after(day))));
      }
    }
    return Optional.empty();
  }

  /** How many attempts may leave to a site, or to any if there is none; at most so many. */
  long room(Source source, Optional<Site> site, long most) {
    if (obstacle(source).isPresent() || site.flatMap(it -> obstacle(source, it)).isPresent()) {
      return 0;
    }
    LocalDate day = day(source);
    long room = most;
    if (source.warmUp().isPresent()) {
      OptionalLong limit = source.warmUp().get().limit(day);
      room = Math.min(room, limit.orElse(Long.MAX_VALUE) - counts.used(key(source, day, "")));
    }
    if (site.isPresent()) {
      room =
          Math.min(room, site.get().perSource() - presence.taken(source.name(), site.get().name()));
      for (Charge charge : charges(source, site.get(), day)) {
        room = Math.min(room, charge.limit() - counts.used(charge.key()));
      }
    }
    return Math.max(0, room);
  }

  /** A count that an attempt raises, and how far it may go. */
  private record Charge(DayCounts.Key key, long limit) {}

  private List<Charge> charges(Source source, Site site, LocalDate day) {
    if (source.warmUp().isEmpty() || source.warmUp().get().sites().isEmpty()) {
      return List.of();
    }
    List<Charge> charges = new ArrayList<>();
    for (SiteGrowth each : source.warmUp().get().sites()) {
      if (each.isFor(site.hosts())) {
        charges.add(
            new Charge(
                key(source, day, each.name()),
                each.growth().limit(source.warmUp().get().start(), day).orElse(Long.MAX_VALUE)));
      }
    }
    return charges;
  }

  /** Counts an attempt before it is made; nothing when there is no room for it any more. */
  Optional<Reservation> reserve(Source source, Site site) {
    LocalDate day = day(source);
    List<Charge> due = new ArrayList<>();
    due.add(
        new Charge(
            key(source, day, ""),
            source.warmUp().map(it -> it.limit(day)).orElse(Growth.NONE).orElse(Long.MAX_VALUE)));
    due.addAll(charges(source, site, day));
    List<DayCounts.Key> taken = new ArrayList<>();
    for (Charge charge : due) {
      if (!counts.take(charge.key(), charge.limit())) {
        taken.forEach(counts::giveBack);
        return Optional.empty();
      }
      taken.add(charge.key());
    }
    return Optional.of(new Reservation(source, () -> taken.forEach(counts::giveBack)));
  }

  /**
   * An attempt that has been counted.
   *
   * @param source it would leave from
   * @param cancel takes it back, when it did not leave
   */
  record Reservation(Source source, Runnable cancel) {}

  Presence presence() {
    return presence;
  }

  /** As administrators are shown it. */
  SourceStatus status(Source source) {
    LocalDate day = day(source);
    Optional<Obstacle> obstacle = obstacle(source);
    List<SourceStatus.SiteCount> sites = new ArrayList<>();
    for (SiteGrowth each : source.warmUp().map(WarmUp::sites).orElse(List.of())) {
      sites.add(
          new SourceStatus.SiteCount(
              each.name(),
              counts.used(key(source, day, each.name())),
              boxed(each.growth().limit(source.warmUp().get().start(), day))));
    }
    return new SourceStatus(
        obstacle.map(Obstacle::state).orElse(State.READY),
        obstacle.map(Obstacle::why).orElse(""),
        day,
        counts.used(key(source, day, "")),
        boxed(source.warmUp().map(it -> it.limit(day)).orElse(Growth.NONE)),
        sites,
        presence.rests(source.name()));
  }

  private static Long boxed(OptionalLong limit) {
    return limit.isPresent() ? Long.valueOf(limit.getAsLong()) : null;
  }

  private LocalDate day(Source source) {
    return LocalDate.ofInstant(
        clock.instant(), source.warmUp().map(WarmUp::zone).orElse(ZoneOffset.UTC));
  }

  private static DayCounts.Key key(Source source, LocalDate day, String scope) {
    return new DayCounts.Key(source.name(), day, scope);
  }
}
