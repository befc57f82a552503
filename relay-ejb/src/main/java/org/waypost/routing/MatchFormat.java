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
package org.waypost.routing;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.waypost.json.JsonMembers;

/**
 * What mail a route or a pool is for, as JSON: a member for each condition, one pattern or a list.
 */
public final class MatchFormat {

  private MatchFormat() {}

  /** A match as an object. */
  public static JsonObjectBuilder write(RouteMatch match) {
    JsonObjectBuilder json = Json.createObjectBuilder();
    for (Condition condition : match.conditions()) {
      if (condition instanceof Condition.Header header) {
        JsonArrayBuilder fields = Json.createArrayBuilder();
        header.patterns().forEach(field -> fields.add(write(field)));
        json.add(condition.member(), fields);
      } else {
        json.add(condition.member(), texts(condition.patterns()));
      }
    }
    return json;
  }

  private static JsonObjectBuilder write(Condition.Header.Field field) {
    JsonObjectBuilder json = Json.createObjectBuilder().add("name", field.name());
    if (!field.values().isEmpty()) {
      json.add("value", texts(field.values()));
    }
    return json;
  }

  private static JsonArrayBuilder texts(List<?> patterns) {
    JsonArrayBuilder array = Json.createArrayBuilder();
    patterns.forEach(each -> array.add(each.toString()));
    return array;
  }

  /**
   * Reads a match.
   *
   * @throws org.waypost.json.InvalidMemberException that names the member that is wrong
   */
  public static RouteMatch read(JsonMembers members) {
    List<Condition> conditions = new ArrayList<>();
    for (Condition.Side side : Condition.Side.values()) {
      String domain = side.word() + "Domain";
      add(
          conditions,
          members,
          domain,
          DomainPattern::parse,
          all -> new Condition.Domains(side, all));
      add(
          conditions,
          members,
          side.word(),
          AddressPattern::parse,
          all -> new Condition.Addresses(side, all));
    }
    for (Condition.Mark mark : Condition.Mark.values()) {
      add(conditions, members, mark.word(), Glob::new, all -> new Condition.Marks(mark, all));
    }
    // Last, as its fields have to be read.
    if (members.has("header")) {
      conditions.add(header(members));
    }
    members.end();
    return new RouteMatch(conditions);
  }

  private static <T> void add(
      List<Condition> conditions,
      JsonMembers members,
      String name,
      Function<String, T> pattern,
      Function<List<T>, Condition> condition) {
    if (members.has(name)) {
      conditions.add(condition.apply(members.oneOrMore(name, pattern)));
    }
  }

  private static Condition header(JsonMembers members) {
    List<Condition.Header.Field> fields = new ArrayList<>();
    for (JsonMembers each : members.oneOrMoreObjects("header")) {
      String name = each.required("name", Function.identity());
      List<Glob> values = each.oneOrMore("value", Glob::new);
      each.end();
      try {
        fields.add(new Condition.Header.Field(name, values));
      } catch (IllegalArgumentException e) {
        throw each.fault("name", e.getMessage());
      }
    }
    return new Condition.Header(fields);
  }
}
