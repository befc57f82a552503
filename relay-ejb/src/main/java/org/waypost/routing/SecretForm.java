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

import jakarta.json.JsonObjectBuilder;
import java.util.Optional;
import java.util.function.Function;
import org.waypost.json.JsonMembers;
import org.waypost.secrets.SealedText;

/** How the JSON of a route has a secret: sealed in the database, and never told in REST. */
interface SecretForm {

  /** Adds a secret as a member. */
  void write(JsonObjectBuilder json, String name, String secret);

  /** The secret of a member; nothing when it is left out. */
  Optional<String> read(JsonMembers members, String name);

  /** In the database. */
  static SecretForm sealed(SealedText seal) {
    return new SecretForm() {
      @Override
      public void write(JsonObjectBuilder json, String name, String secret) {
        json.add(name, seal.seal(secret));
      }

      @Override
      public Optional<String> read(JsonMembers members, String name) {
        return Optional.ofNullable(members.text(name, null, seal::open));
      }
    };
  }

  /** In REST: {@code "passwordSet": true} tells that there is one. */
  static SecretForm untold() {
    return new SecretForm() {
      @Override
      public void write(JsonObjectBuilder json, String name, String secret) {
        json.add(name + "Set", true);
      }

      @Override
      public Optional<String> read(JsonMembers members, String name) {
        // What GET shows may be sent back as it is.
        members.flag(name + "Set", false);
        return Optional.ofNullable(members.text(name, null, Function.identity()));
      }
    };
  }
}
