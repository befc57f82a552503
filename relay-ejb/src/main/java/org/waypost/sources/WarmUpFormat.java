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

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.waypost.json.JsonMembers;
import org.waypost.scheduling.HostPattern;

/** Warm-ups as JSON: limits day by day, or a first one that grows. */
final class WarmUpFormat {

  private static final long MOST = 1_000_000_000;
  private static final int MOST_SITES = 50;

  private WarmUpFormat() {}

  static JsonObjectBuilder write(WarmUp warmUp) {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("start", warmUp.start().toString())
            .add("zone", warmUp.zone().getId());
    write(json, warmUp.growth());
    if (!warmUp.sites().isEmpty()) {
      JsonArrayBuilder sites = Json.createArrayBuilder();
      for (SiteGrowth site : warmUp.sites()) {
        JsonObjectBuilder one =
            Json.createObjectBuilder()
                .add("name", site.name())
                .add(
                    "hosts",
                    Json.createArrayBuilder(site.hosts().stream().map(HostPattern::text).toList()));
        write(one, site.growth());
        sites.add(one);
      }
      json.add("sites", sites);
    }
    return json;
  }

  private static void write(JsonObjectBuilder json, Growth growth) {
    if (growth instanceof Growth.Listed listed) {
      json.add("limits", Json.createArrayBuilder(listed.limits()));
    } else if (growth instanceof Growth.Steady steady) {
      json.add("first", steady.first()).add("growth", steady.factor()).add("last", steady.last());
    }
  }

  static WarmUp read(JsonMembers members) {
    LocalDate start = members.required("start", WarmUpFormat::date);
    ZoneId zone = members.text("zone", ZoneOffset.UTC, WarmUpFormat::zone);
    Growth growth = growth(members);
    List<SiteGrowth> sites = new ArrayList<>();
    for (JsonMembers site : members.objects("sites")) {
      String name = site.required("name", Names::checked);
      List<HostPattern> hosts = site.oneOrMore("hosts", HostPattern::of);
      if (hosts.isEmpty()) {
        throw site.fault("hosts", "has to be given");
      }
      sites.add(new SiteGrowth(name, hosts, growth(site)));
      site.end();
    }
    if (sites.size() > MOST_SITES) {
      throw members.fault("sites", "at most " + MOST_SITES);
    }
    members.end();
    try {
      return new WarmUp(start, zone, growth, sites);
    } catch (IllegalArgumentException e) {
      throw members.fault("sites", "two have the same name");
    }
  }

  private static Growth growth(JsonMembers members) {
    boolean listed = members.has("limits");
    if (listed == members.has("first")) {
      throw members.fault("limits", "either limits or first, growth and last have to be given");
    }
    if (listed) {
      List<Long> limits = members.numbers("limits", 0, MOST);
      if (limits.isEmpty() || limits.size() > Growth.MOST_DAYS) {
        throw members.fault("limits", "1 to " + Growth.MOST_DAYS + " days");
      }
      return new Growth.Listed(limits);
    }
    long first = members.number("first", 1, 1, (int) MOST);
    double factor = members.decimal("growth", 1.5);
    long last = members.number("last", (int) MOST, 1, (int) MOST);
    if (!(factor > 1) || factor > 100) {
      throw members.fault("growth", "more than 1, and at most 100, not " + factor);
    }
    if (last < first) {
      throw members.fault("last", "not below the first limit, " + first);
    }
    return new Growth.Steady(first, factor, last);
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("a day such as 2026-12-01, not '" + text + "'", e);
    }
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "a zone such as UTC or Europe/Berlin, not '" + text + "'", e);
    }
  }
}
