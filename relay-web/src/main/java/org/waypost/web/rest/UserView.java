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
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.waypost.identity.Role;
import org.waypost.identity.SignInLock;
import org.waypost.identity.User;

/** The JSON of users and locks; passwords and keys are not in it. */
final class UserView {

  private UserView() {}

  static JsonObjectBuilder user(User user) {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("name", user.name())
            .add("roles", array(user.roles().stream().sorted().map(Role::text).toList()))
            .add("addresses", array(user.addresses()))
            .add("disabled", user.disabled())
            .add("createdAt", user.createdAt().toString());
    put(json, "passwordAt", user.passwordAt());
    return put(json, "lastSignInAt", user.lastSignInAt());
  }

  static JsonObjectBuilder lock(SignInLock lock) {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("id", lock.id())
            .add("kind", lock.kind().name().toLowerCase(Locale.ROOT));
    if (lock.account() != null) {
      json.add("account", lock.account());
    }
    if (lock.address() != null) {
      json.add("address", lock.address());
    }
    return json.add("failures", lock.failures())
        .add("since", lock.since().toString())
        .add("until", lock.until().toString());
  }

  private static JsonArrayBuilder array(List<String> texts) {
    return Json.createArrayBuilder(texts);
  }

  private static JsonObjectBuilder put(JsonObjectBuilder json, String name, Instant value) {
    return value == null ? json : json.add(name, value.toString());
  }
}
