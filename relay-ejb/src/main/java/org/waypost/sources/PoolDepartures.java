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
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.waypost.api.mail.Reply;
import org.waypost.scheduling.Shaping;
import org.waypost.smtpclient.AddressFamily;
import org.waypost.sources.SourceBook.Share;
import org.waypost.sources.Standings.Obstacle;
import org.waypost.sources.Standings.Reservation;

/** Chooses sources as pools, warm-ups and sites say. */
final class PoolDepartures implements Departures {

  /** When nobody knows when there will be a source. */
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

  private final Supplier<SourceBook> book;
  private final Standings standings;
  private final Shaping shaping;
  private final PoolLines lines;
  private final String ehlo;
  private final IntUnaryOperator lot;
  private final InstantSource clock;

  /**
   * Chooses from the book of the moment.
   *
   * @param ehlo what a source is called that has no name of its own
   * @param lot a number from 0 to below the one given
   */
  PoolDepartures(
      Supplier<SourceBook> book,
      Standings standings,
      Shaping shaping,
      PoolLines lines,
      String ehlo,
      IntUnaryOperator lot,
      InstantSource clock) {
    this.book = book;
    this.standings = standings;
    this.shaping = shaping;
    this.lines = lines;
    this.ehlo = ehlo;
    this.lot = lot;
    this.clock = clock;
  }

  @Override
  public Departure of(Request request) {
    SourceBook now = book.get();
    if (now.isEmpty()) {
      return Departure.OF_SYSTEM;
    }
    Optional<String> pool = now.decide(request.mail(), request.ofRoute()).pool();
    if (pool.isEmpty()) {
      return Departure.OF_SYSTEM;
    }
    if (request.parked()) {
      lines.came(pool.get());
    }
    int perSource = shaping.of(request.domain(), request.hosts()).limits().connectionsPerSource();
    return new FromPool(now, pool.get(), new Site(request.site(), request.hosts(), perSource));
  }

  /** An attempt from a pool. */
  private final class FromPool implements Departure {
    private final SourceBook now;
    private final List<SourcePool> chain;
    private final Site site;

    FromPool(SourceBook now, String pool, Site site) {
      this.now = now;
      this.chain = now.chain(pool);
      this.site = site;
    }

    @Override
    public Optional<Waits> closed() {
      Set<AddressFamily> all = families(now::shares);
      return chain.stream().anyMatch(pool -> !usable(pool, all).isEmpty())
          ? Optional.empty()
          : Optional.of(waits(all));
    }

    @Override
    public Way leave(UnaryOperator<Set<AddressFamily>> families) {
      Set<AddressFamily> ours = families(this::shares);
      Set<AddressFamily> common = families.apply(ours);
      if (common.isEmpty() && !ours.isEmpty()) {
        return new Nowhere(
            Reply.of(
                451,
                "4.3.5",
                "The source addresses of pool "
                    + chain.get(0).name()
                    + " are all of a family in which the destination has no address"));
      }
      for (SourcePool pool : chain) {
        Optional<PoolLeave> leave = leave(pool, common);
        if (leave.isPresent()) {
          return leave.get();
        }
      }
      return waits(common.isEmpty() ? families(now::shares) : common);
    }

    private Set<AddressFamily> families(Function<SourcePool, List<Share>> of) {
      Set<AddressFamily> all = EnumSet.noneOf(AddressFamily.class);
      chain.forEach(pool -> of.apply(pool).forEach(share -> all.add(family(share))));
      return all;
    }

    private List<Share> shares(SourcePool pool) {
      return now.shares(pool).stream()
          .filter(share -> share.source().enabled() && standings.isHere(share.source()))
          .toList();
    }

    private List<Share> usable(SourcePool pool, Set<AddressFamily> families) {
      return now.shares(pool).stream()
          .filter(share -> families.contains(family(share)))
          .filter(share -> obstacle(share).isEmpty())
          .toList();
    }

    private Optional<Obstacle> obstacle(Share share) {
      return standings.obstacle(share.source()).or(() -> standings.obstacle(share.source(), site));
    }

    /** One source that is drawn, and one of the other family if there is one. */
    private Optional<PoolLeave> leave(SourcePool pool, Set<AddressFamily> families) {
      List<Share> left = new ArrayList<>(usable(pool, families));
      while (!left.isEmpty()) {
        Share first = drawn(pool, left);
        left.remove(first);
        if (standings.presence().enter(first.source().name(), site.name(), site.perSource())) {
          Optional<Reservation> reserved = standings.reserve(first.source(), site);
          if (reserved.isPresent()) {
            left.removeIf(share -> family(share) == family(first));
            return Optional.of(
                new PoolLeave(standings, site, reserved.get(), other(pool, left), ehlo));
          }
          standings.presence().leave(first.source().name(), site.name());
        }
      }
      return Optional.empty();
    }

    private Optional<Reservation> other(SourcePool pool, List<Share> left) {
      while (!left.isEmpty()) {
        Share drawn = drawn(pool, left);
        left.remove(drawn);
        Optional<Reservation> reserved = standings.reserve(drawn.source(), site);
        if (reserved.isPresent()) {
          return reserved;
        }
      }
      return Optional.empty();
    }

    private Share drawn(SourcePool pool, List<Share> left) {
      if (pool.choice() == SourcePool.Choice.FIRST || left.size() == 1) {
        return left.get(0);
      }
      long sum = left.stream().mapToLong(Share::weight).sum();
      // 256 sources of at most a million each are within the range.
      int number = lot.applyAsInt((int) sum);
      int index = 0;
      while (number >= left.get(index).weight()) {
        number -= left.get(index).weight();
        index++;
      }
      return left.get(index);
    }

    /** In the line of the site when a source is kept from that site alone. */
    private Waits waits(Set<AddressFamily> families) {
      List<Obstacle> obstacles = new ArrayList<>();
      List<String> reasons = new ArrayList<>();
      for (SourcePool pool : chain) {
        for (Share share : now.shares(pool)) {
          Optional<Obstacle> obstacle =
              families.contains(family(share)) ? obstacle(share) : Optional.empty();
          obstacle.ifPresent(
              each -> {
                obstacles.add(each);
                reasons.add(share.source().name() + ": " + each.why());
              });
        }
      }
      PoolLine line =
          new PoolLine(
              chain.get(0).name(),
              families,
              obstacles.stream().anyMatch(Obstacle::ofSite) ? Optional.of(site) : Optional.empty());
      lines.isToWait(line);
      Instant until =
          obstacles.stream()
              .flatMap(each -> each.until().stream())
              .min(Comparator.naturalOrder())
              .orElseGet(() -> clock.instant().plus(LOOK_AGAIN));
      return new Waits(
          line.name(),
          until,
          "no source address of pool "
              + chain.get(0).name()
              + " can be used: "
              + String.join("; ", reasons.subList(0, Math.min(10, reasons.size()))));
    }
  }

  private static AddressFamily family(Share share) {
    return AddressFamily.of(share.source().address());
  }
}
