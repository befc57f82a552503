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
package org.waypost.aliases;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import org.waypost.api.mail.EmailAddress;
import org.waypost.json.JsonMembers;

/** A virtual domain as JSON, in the database and in REST. */
final class DomainFormat {

  private enum Unknown {
    REFUSE,
    ACCEPT
  }

  private DomainFormat() {}

  static JsonObjectBuilder write(VirtualDomain domain) {
    JsonObjectBuilder json = Json.createObjectBuilder().add("name", domain.name());
    if (domain.aliasOf() != null) {
      json.add("aliasOf", domain.aliasOf());
    }
    if (domain.catchAll() != null) {
      json.add("catchAll", domain.catchAll().toString());
    }
    return json.add("unknown", domain.refusesUnknown() ? "refuse" : "accept");
  }

  static VirtualDomain read(String name, JsonObject json) {
    JsonMembers members = JsonMembers.of(json);
    String called =
        name == null
            ? members.required("name", EmailAddress::normalizeDomain)
            : members.text("name", name, EmailAddress::normalizeDomain);
    if (name != null && !name.equals(called)) {
      throw members.fault("name", "not '" + called + "': the URL says '" + name + "'");
    }
    String aliasOf = members.text("aliasOf", null, EmailAddress::normalizeDomain);
    EmailAddress catchAll = members.text("catchAll", null, EmailAddress::parse);
    Unknown unknown = members.oneOf("unknown", Unknown.REFUSE, Unknown.class);
    members.end();
    try {
      return new VirtualDomain(called, aliasOf, catchAll, unknown == Unknown.REFUSE);
    } catch (IllegalArgumentException e) {
      throw AliasFormat.named(e);
    }
  }
}
