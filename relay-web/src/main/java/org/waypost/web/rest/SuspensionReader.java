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

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.waypost.suspension.Suspended;
import org.waypost.web.problem.Problem;
import org.waypost.web.problem.ProblemException;

/**
 * Reads the JSON of a suspension; faults are {@link ProblemException} (400) that name the member,
 * but for what the service checks.
 */
record SuspensionReader(Suspended.Kind kind, String name, String reason, Optional<Instant> until) {

  private static final Set<String> MEMBERS = Set.of("kind", "name", "reason", "until");

  static SuspensionReader of(JsonObject json) {
    for (String member : json.keySet()) {
      if (!MEMBERS.contains(member)) {
        throw invalid(member, "There is no such member.");
      }
    }
    Suspended.Kind kind = kind(text(json, "kind").orElse(""));
    Optional<String> name = text(json, "name");
    if (name.isEmpty() && kind != Suspended.Kind.ALL) {
      throw invalid("name", "Has to be given.");
    }
    return new SuspensionReader(
        kind,
        name.orElse(""),
        text(json, "reason").orElseThrow(() -> invalid("reason", "Has to be given.")),
        text(json, "until").map(SuspensionReader::time));
  }

  private static Suspended.Kind kind(String name) {
    for (Suspended.Kind kind : Suspended.Kind.values()) {
      if (kind.name().toLowerCase(Locale.ROOT).equals(name)) {
        return kind;
      }
    }
    throw invalid("kind", "One of site, domain, sender, all.");
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw invalid("until", "Not a time in ISO 8601, such as 2026-11-23T09:30:00Z.");
    }
  }

  private static Optional<String> text(JsonObject json, String member) {
    JsonValue value = json.get(member);
    if (value == null || value == JsonValue.NULL) {
      return Optional.empty();
    }
    if (value instanceof JsonString string) {
      return Optional.of(string.getString());
    }
    throw invalid(member, "A string.");
  }

  private static ProblemException invalid(String member, String detail) {
    return new ProblemException(Problem.invalid(member, detail));
  }
}
