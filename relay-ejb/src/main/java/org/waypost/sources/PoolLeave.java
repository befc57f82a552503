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

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.waypost.smtpclient.DeliveryReport;
import org.waypost.smtpclient.LocalEnd;
import org.waypost.smtpclient.Passage;
import org.waypost.sources.Standings.Reservation;

/** Sources that are reserved for one attempt. Used by one thread. */
final class PoolLeave implements Departure.Leave {

  private final Standings standings;
  private final Site site;
  private final String entered;
  private final String ehlo;
  private final List<Reservation> reserved = new ArrayList<>();

  /**
   * Has these reserved.
   *
   * @param first whose place at the site is taken
   * @param other of the other family
   * @param ehlo what a source is called that has no name of its own
   */
  PoolLeave(
      Standings standings, Site site, Reservation first, Optional<Reservation> other, String ehlo) {
    this.standings = standings;
    this.site = site;
    this.entered = first.source().name();
    this.ehlo = ehlo;
    reserved.add(first);
    other.ifPresent(reserved::add);
  }

  @Override
  public List<Passage.Source> sources() {
    return reserved.stream()
        .map(Reservation::source)
        .map(it -> new Passage.Source(it.name(), it.address(), it.ehlo().orElse(ehlo)))
        .toList();
  }

  @Override
  public void done(DeliveryReport report) {
    if (report.reached()) {
      Set<String> used =
          report.outcomes().stream()
              // Without a peer it did not come to a session.
              .filter(it -> it.localEnd() != null && it.peer() != null)
              .map(it -> it.localEnd())
              .map(LocalEnd::source)
              .filter(name -> name != null)
              .collect(Collectors.toSet());
      reserved.removeIf(each -> used.contains(each.source().name()));
    }
  }

  /** What was not used, or used without reaching anybody, does not count. */
  @Override
  public void close() {
    reserved.forEach(each -> each.cancel().run());
    standings.presence().leave(entered, site.name());
  }
}
