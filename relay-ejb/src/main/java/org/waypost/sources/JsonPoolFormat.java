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
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.waypost.json.JsonMembers;
import org.waypost.routing.Condition;
import org.waypost.routing.MatchFormat;
import org.waypost.routing.RouteMatch;

/** Pools of source addresses as JSON, read strictly. */
public final class JsonPoolFormat implements PoolFormat {

  private static final int MOST_ORDER = 1_000_000;
  private static final int USUAL_ORDER = 100;
  private static final int MOST_MEMBERS = 256;
  private static final int MOST_MATCHES = 100;

  /** Mail leaves from one pool for all recipients of a destination, and its header is not read. */
  private static final Set<String> OF_THE_MESSAGE = Set.of("sender", "senderDomain", "user", "tag");

  @Override
  public JsonObjectBuilder write(SourcePool pool) {
    JsonArrayBuilder matches = Json.createArrayBuilder();
    pool.matches().forEach(each -> matches.add(MatchFormat.write(each)));
    JsonArrayBuilder members = Json.createArrayBuilder();
    for (SourcePool.Member member : pool.members()) {
      if (member.weight().isPresent()) {
        members.add(
            Json.createObjectBuilder()
                .add("source", member.source())
                .add("weight", member.weight().getAsInt()));
      } else {
        members.add(member.source());
      }
    }
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("name", pool.name())
            .add("order", pool.order())
            .add("match", matches)
            .add("choice", pool.choice().name().toLowerCase(Locale.ROOT))
            .add("sources", members);
    pool.overflow().ifPresent(overflow -> json.add("overflow", overflow));
    return json;
  }

  @Override
  public SourcePool read(String name, JsonObject json) {
    JsonMembers members = JsonMembers.of(withObjects(json));
    String called = JsonSourceFormat.name(members, name);
    int order = members.number("order", USUAL_ORDER, 0, MOST_ORDER);
    List<RouteMatch> matches = matches(members);
    if (called.equals(SourcePool.STANDARD) && !matches.isEmpty()) {
      throw members.fault("match", "the default pool is for what no other pool matches");
    }
    SourcePool.Choice choice =
        members.oneOf("choice", SourcePool.Choice.WEIGHTED, SourcePool.Choice.class);
    List<SourcePool.Member> sources = sources(members);
    Optional<String> overflow = Optional.ofNullable(members.text("overflow", null, Names::checked));
    members.end();
    return new SourcePool(called, order, matches, choice, sources, overflow);
  }

  /** A source that is given by its name alone stands for an object of that name. */
  private static JsonObject withObjects(JsonObject json) {
    if (!(json.get("sources") instanceof JsonArray given)) {
      return json;
    }
    JsonArrayBuilder objects = Json.createArrayBuilder();
    for (JsonValue each : given) {
      objects.add(
          each instanceof JsonString name
              ? Json.createObjectBuilder().add("source", name).build()
              : each);
    }
    return Json.createObjectBuilder(json).add("sources", objects).build();
  }

  private static List<RouteMatch> matches(JsonMembers members) {
    List<RouteMatch> matches = new ArrayList<>();
    List<JsonMembers> given = members.oneOrMoreObjects("match");
    for (JsonMembers each : given) {
      RouteMatch match = MatchFormat.read(each);
      if (match.conditions().isEmpty()) {
        throw members.fault(
            "match", "an empty match: the pool named " + SourcePool.STANDARD + " is for all mail");
      }
      for (Condition condition : match.conditions()) {
        if (!OF_THE_MESSAGE.contains(condition.member())) {
          throw each.fault(
              condition.member(), "a pool is chosen by sender, senderDomain, user and tag only");
        }
      }
      matches.add(match);
    }
    if (matches.size() > MOST_MATCHES) {
      throw members.fault("match", "at most " + MOST_MATCHES);
    }
    return matches;
  }

  private static List<SourcePool.Member> sources(JsonMembers members) {
    List<SourcePool.Member> sources = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (JsonMembers each : members.objects("sources")) {
      String source = each.required("source", Names::checked);
      if (!names.add(source)) {
        throw each.fault("source", "'" + source + "' is in the list twice");
      }
      OptionalInt weight =
          each.has("weight")
              ? OptionalInt.of(each.number("weight", 1, 1, Source.MOST_WEIGHT))
              : OptionalInt.empty();
      each.end();
      sources.add(new SourcePool.Member(source, weight));
    }
    if (sources.isEmpty() || sources.size() > MOST_MEMBERS) {
      throw members.fault("sources", "1 to " + MOST_MEMBERS + " sources have to be given");
    }
    return sources;
  }
}
