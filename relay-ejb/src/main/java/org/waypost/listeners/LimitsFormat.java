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
package org.waypost.listeners;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.waypost.api.listener.LimitMembers;
import org.waypost.api.listener.ListenerLimits;
import org.waypost.api.settings.DurationText;
import org.waypost.json.JsonMembers;

/** Limits as JSON: an object for each group, durations as {@code 30s}, all else as numbers. */
final class LimitsFormat {

  private static final List<String> GROUPS = List.of("connections", "session", "time", "size");

  private LimitsFormat() {}

  static JsonObjectBuilder write(ListenerLimits limits) {
    Map<String, JsonObjectBuilder> groups = new LinkedHashMap<>();
    GROUPS.forEach(group -> groups.put(group, Json.createObjectBuilder()));
    LimitMembers.write(
        limits,
        new LimitMembers.Sink() {
          @Override
          public void number(String member, long value) {
            groups.get(groupOf(member)).add(nameOf(member), value);
          }

          @Override
          public void duration(String member, Duration value) {
            groups.get(groupOf(member)).add(nameOf(member), DurationText.format(value));
          }
        });
    JsonObjectBuilder json = Json.createObjectBuilder();
    groups.forEach(json::add);
    JsonArrayBuilder rates = Json.createArrayBuilder();
    limits.rates().forEach(rate -> rates.add(write(rate)));
    return json.add("rates", rates);
  }

  /** Reads limits; what is left out is as in the base. */
  static ListenerLimits read(JsonMembers members, ListenerLimits base) {
    Map<String, JsonMembers> groups = new LinkedHashMap<>();
    GROUPS.forEach(group -> groups.put(group, members.object(group)));
    List<ListenerLimits.Rate> rates = new ArrayList<>();
    members.objects("rates").forEach(rate -> rates.add(rate(rate)));
    try {
      ListenerLimits limits =
          LimitMembers.read(
              new LimitMembers.Source() {
                @Override
                public long number(String member, long fallback) {
                  return groups.get(groupOf(member)).number(nameOf(member), fallback);
                }

                @Override
                public Duration duration(String member, Duration fallback) {
                  return groups
                      .get(groupOf(member))
                      .text(nameOf(member), fallback, DurationText::parse);
                }
              },
              base,
              rates);
      groups.values().forEach(JsonMembers::end);
      members.end();
      return limits;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("limits." + e.getMessage(), e);
    }
  }

  private static JsonObjectBuilder write(ListenerLimits.Rate rate) {
    return Json.createObjectBuilder()
        .add("of", rate.of().name().toLowerCase(Locale.ROOT))
        .add("unit", rate.unit().name().toLowerCase(Locale.ROOT))
        .add("amount", rate.amount())
        .add("per", DurationText.format(rate.per()));
  }

  private static ListenerLimits.Rate rate(JsonMembers members) {
    ListenerLimits.Rate.Subject of = members.oneOf("of", null, ListenerLimits.Rate.Subject.class);
    ListenerLimits.Rate.Unit unit = members.oneOf("unit", null, ListenerLimits.Rate.Unit.class);
    long amount = members.number("amount", 0);
    Duration per = members.text("per", null, DurationText::parse);
    members.end();
    if (of == null || unit == null || per == null) {
      throw members.fault(of == null ? "of" : unit == null ? "unit" : "per", "has to be given");
    }
    try {
      return new ListenerLimits.Rate(of, unit, amount, per);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("limits." + e.getMessage(), e);
    }
  }

  private static String groupOf(String member) {
    return member.substring(0, member.indexOf('.'));
  }

  private static String nameOf(String member) {
    return member.substring(member.indexOf('.') + 1);
  }
}
