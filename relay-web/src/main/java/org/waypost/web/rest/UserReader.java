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
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.waypost.identity.Role;
import org.waypost.identity.UserProfile;
import org.waypost.web.problem.Problem;
import org.waypost.web.problem.ProblemException;

/**
 * Reads the JSON of a user. Every method throws {@link ProblemException} (400) that names the
 * field; what the values mean is checked by the service.
 */
final class UserReader {

  private static final Set<String> FIELDS =
      Set.of("name", "password", "roles", "addresses", "disabled");

  /** What a user as it is shown has beside; a client may send back what it read. */
  private static final Set<String> SHOWN = Set.of("createdAt", "passwordAt", "lastSignInAt");

  private final JsonObject json;

  UserReader(JsonObject json) {
    for (String name : json.keySet()) {
      if (!FIELDS.contains(name) && !SHOWN.contains(name)) {
        throw invalid(name, "There is no such field.");
      }
    }
    this.json = json;
  }

  Optional<String> text(String name) {
    JsonValue value = given(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof JsonString string) {
      return Optional.of(string.getString());
    }
    throw invalid(name, "A string.");
  }

  String required(String name) {
    return text(name).orElseThrow(() -> invalid(name, "Has to be given."));
  }

  /** Roles have to be given; no addresses and not disabled where nothing is said. */
  UserProfile profile() {
    return new UserProfile(roles(), texts("addresses"), flag("disabled"));
  }

  private Set<Role> roles() {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    List<String> names = texts("roles");
    for (int i = 0; i < names.size(); i++) {
      String field = "roles[" + i + "]";
      roles.add(
          Role.of(names.get(i))
              .orElseThrow(
                  () -> invalid(field, "One of administrator, submitter, events, receiver.")));
    }
    return roles;
  }

  private boolean flag(String name) {
    JsonValue value = given(name);
    if (value == null || value == JsonValue.FALSE) {
      return false;
    }
    if (value == JsonValue.TRUE) {
      return true;
    }
    throw invalid(name, "true or false.");
  }

  private List<String> texts(String name) {
    JsonValue value = given(name);
    if (value == null) {
      return List.of();
    }
    if (value.getValueType() != JsonValue.ValueType.ARRAY) {
      throw invalid(name, "An array of strings.");
    }
    List<String> texts = new ArrayList<>();
    for (JsonValue item : value.asJsonArray()) {
      if (!(item instanceof JsonString string)) {
        throw invalid(name + "[" + texts.size() + "]", "A string.");
      }
      texts.add(string.getString());
    }
    return texts;
  }

  private JsonValue given(String name) {
    JsonValue value = json.get(name);
    return value == null || value == JsonValue.NULL ? null : value;
  }

  private static ProblemException invalid(String field, String detail) {
    return new ProblemException(Problem.invalid(field, detail));
  }
}
