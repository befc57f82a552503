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
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.waypost.operations.QueueAction;
import org.waypost.operations.SelectionFormat;
import org.waypost.parking.Selection;
import org.waypost.web.problem.Problem;
import org.waypost.web.problem.ProblemException;

/** Reads actions on parked mail; faults are {@link ProblemException} (400) that name the member. */
final class ActionReader {

  private static final Set<String> ON_SELECTION =
      Set.of("action", "selection", "reason", "route", "all");

  private ActionReader() {}

  /** An action and what it is meant for. */
  record OnSelection(Selection selection, QueueAction action) {}

  /** An action on a message; a body without a single octet counts as one without members. */
  static QueueAction onMessage(QueueAction.Kind kind, InputStream body) {
    JsonObject json = optional(body);
    Set<String> known =
        kind == QueueAction.Kind.REDIRECT ? Set.of("route", "reason") : Set.of("reason");
    check(json, known);
    return action(kind, json);
  }

  /** An action on a selection, or with {@code "all": true} on everything. */
  static OnSelection onSelection(JsonObject json, SelectionFormat format) {
    check(json, ON_SELECTION);
    QueueAction action = action(kind(json), json);
    JsonValue selection = json.get("selection");
    if (json.get("all") == JsonValue.TRUE && selection == null) {
      return new OnSelection(Selection.ALL, action);
    }
    if (!(selection instanceof JsonObject members) || json.containsKey("all")) {
      throw invalid("selection", "An object that selects, or \"all\": true in its place.");
    }
    return new OnSelection(format.read(members), action);
  }

  private static QueueAction action(QueueAction.Kind kind, JsonObject json) {
    Optional<String> route = text(json, "route");
    if (kind == QueueAction.Kind.REDIRECT && !json.containsKey("route")) {
      throw invalid("route", "Has to be given: a route's name, or null for the routes' choice.");
    }
    return new QueueAction(kind, text(json, "reason"), route);
  }

  private static QueueAction.Kind kind(JsonObject json) {
    String name = text(json, "action").orElse("");
    for (QueueAction.Kind kind : QueueAction.Kind.values()) {
      if (kind.name().toLowerCase(Locale.ROOT).equals(name)) {
        return kind;
      }
    }
    throw invalid("action", "One of retry, hold, release, redirect, bounce, delete.");
  }

  private static Optional<String> text(JsonObject json, String name) {
    JsonValue value = json.get(name);
    if (value == null || value == JsonValue.NULL) {
      return Optional.empty();
    }
    if (value instanceof JsonString string) {
      return Optional.of(string.getString());
    }
    throw invalid(name, "A string.");
  }

  private static void check(JsonObject json, Set<String> known) {
    for (String name : json.keySet()) {
      if (!known.contains(name)) {
        throw invalid(name, "There is no such member.");
      }
    }
  }

  private static JsonObject optional(InputStream body) {
    try {
      PushbackInputStream in = new PushbackInputStream(body);
      int first = in.read();
      if (first < 0) {
        return JsonValue.EMPTY_JSON_OBJECT;
      }
      in.unread(first);
      return JsonBody.small(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ProblemException invalid(String name, String detail) {
    return new ProblemException(Problem.invalid(name, detail));
  }
}
