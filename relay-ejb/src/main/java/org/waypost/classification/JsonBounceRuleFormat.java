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
package org.waypost.classification;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.function.Function;
import org.waypost.json.JsonMembers;

/**
 * The one JSON form: {@code {"name": "our-block", "category": "block", "host": "*.example.com",
 * "text": "listed by us"}}, with {@code position} and {@code enabled}.
 */
public final class JsonBounceRuleFormat implements BounceRuleFormat {

  private static final String EXPLAIN = "explain";
  private static final int USUAL_POSITION = 500;

  @Override
  public JsonObjectBuilder write(PlacedRule placed) {
    BounceRule rule = placed.rule();
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("name", rule.id())
            .add("position", placed.position())
            .add("enabled", placed.enabled())
            .add("category", rule.category().word());
    put(json, "code", rule.code());
    put(json, "status", rule.status());
    put(json, "host", rule.host());
    put(json, "text", rule.text());
    return json;
  }

  private static void put(JsonObjectBuilder json, String name, String value) {
    if (value != null) {
      json.add(name, value);
    }
  }

  @Override
  public PlacedRule read(String name, JsonObject json) {
    JsonMembers members = JsonMembers.of(json);
    String given = members.text("name", name, Function.identity());
    if (given == null) {
      throw members.fault("name", "has to be given");
    }
    if (name != null && !name.equals(given)) {
      throw members.fault("name", "is '" + name + "' in the path");
    }
    if (given.equals(EXPLAIN)) {
      throw members.fault("name", "'" + EXPLAIN + "' stands for something else in REST");
    }
    BounceRule rule =
        new BounceRule(
            given,
            members.required("category", Category::of),
            members.text("code", null, Function.identity()),
            members.text("status", null, Function.identity()),
            members.text("host", null, Function.identity()),
            members.text("text", null, Function.identity()));
    PlacedRule placed =
        new PlacedRule(
            rule,
            members.number("position", USUAL_POSITION, 0, PlacedRule.LAST),
            members.flag("enabled", true));
    members.end();
    return placed;
  }

  @Override
  public Refusal readReply(JsonObject json) {
    JsonMembers members = JsonMembers.of(json);
    String reply = members.required("reply", Function.identity());
    String host = members.text("host", null, Function.identity());
    members.end();
    if (reply.isBlank()) {
      throw members.fault("reply", "is empty");
    }
    return Refusal.parse(reply.replaceAll("\\p{Cntrl}+", " "), host);
  }
}
