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
package org.waypost.web.rest;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.waypost.classification.Category;
import org.waypost.suppression.Suppression;
import org.waypost.suppression.Suppression.Origin;
import org.waypost.web.problem.Problem;
import org.waypost.web.problem.ProblemException;

/** The JSON of the suppression list. */
final class SuppressionView {

  private static final Set<String> MEMBERS =
      Set.of("address", "scope", "category", "reason", "expiresAt");

  private SuppressionView() {}

  static JsonObjectBuilder entry(Suppression entry) {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("address", entry.address())
            .add("scope", entry.scope())
            .add("category", entry.category().name().toLowerCase(Locale.ROOT))
            .add("reason", entry.reason())
            .add("origin", entry.origin().name().toLowerCase(Locale.ROOT))
            .add("count", entry.count())
            .add("since", entry.since().toString());
    entry.messageId().ifPresent(id -> json.add("messageId", id));
    entry.expiresAt().ifPresent(time -> json.add("expiresAt", time.toString()));
    return json;
  }

  /** An entry that an administrator makes. */
  static Suppression read(JsonObject json, Instant now) {
    for (String name : json.keySet()) {
      if (!MEMBERS.contains(name)) {
        throw new ProblemException(Problem.invalid(name, "there is no such member"));
      }
    }
    return entry(
        text(json, "address"),
        text(json, "scope"),
        text(json, "category"),
        text(json, "reason"),
        text(json, "expiresAt"),
        Origin.MANUAL,
        now);
  }

  static Suppression entry(
      String address,
      String scope,
      String category,
      String reason,
      String expiresAt,
      Origin origin,
      Instant now) {
    return new Suppression(
        address,
        scope,
        category(category),
        reason,
        origin,
        Optional.empty(),
        1,
        now,
        expiry(expiresAt, now));
  }

  private static Category category(String word) {
    for (Category category : Category.values()) {
      if (word == null || word.isEmpty()) {
        return Category.POLICY;
      }
      if (category.name().equalsIgnoreCase(word)) {
        return category;
      }
    }
    throw new ProblemException(Problem.invalid("category", "there is no category " + word));
  }

  private static Optional<Instant> expiry(String text, Instant now) {
    if (text == null || text.isEmpty()) {
      return Optional.empty();
    }
    Instant time;
    try {
      time = Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new ProblemException(
          Problem.invalid("expiresAt", "not a time in ISO 8601, such as 2026-11-23T09:30:00Z"));
    }
    if (!time.isAfter(now)) {
      throw new ProblemException(Problem.invalid("expiresAt", "is past already"));
    }
    return Optional.of(time);
  }

  private static String text(JsonObject json, String name) {
    JsonValue value = json.get(name);
    if (value == null || value == JsonValue.NULL) {
      return null;
    }
    if (value instanceof JsonString string) {
      return string.getString();
    }
    throw new ProblemException(Problem.invalid(name, "not a text"));
  }
}
