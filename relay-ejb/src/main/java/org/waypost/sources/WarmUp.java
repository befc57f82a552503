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
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * How much may leave from a new address: receivers distrust an address that nobody knows and that
 * sends much. Before its first day nothing leaves; after its last, as much as there is.
 *
 * @param start the first day
 * @param zone whose midnight begins a day
 * @param growth of what leaves in all
 * @param sites of what leaves for some sites, beside that; each of another name
 */
public record WarmUp(LocalDate start, ZoneId zone, Growth growth, List<SiteGrowth> sites) {

  /** Copies the sites. */
  public WarmUp {
    Objects.requireNonNull(start, "start");
    Objects.requireNonNull(zone, "zone");
    Objects.requireNonNull(growth, "growth");
    sites = List.copyOf(sites);
    if (sites.stream().map(SiteGrowth::name).distinct().count() < sites.size()) {
      throw new IllegalArgumentException("sites: two have the same name");
    }
  }

  /** The day at a moment. */
  public LocalDate day(Instant now) {
    return LocalDate.ofInstant(now, zone);
  }

  /** When the day after this one begins. */
  Instant after(LocalDate day) {
    return day.plusDays(1).atStartOfDay(zone).toInstant();
  }

  /** What may leave in all on a day; nothing for as much as there is. */
  public OptionalLong limit(LocalDate day) {
    return growth.limit(start, day);
  }
}
