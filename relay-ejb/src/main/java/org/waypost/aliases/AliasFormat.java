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
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import org.waypost.api.mail.EmailAddress;
import org.waypost.json.InvalidMemberException;
import org.waypost.json.JsonMembers;

/**
 * Aliases and virtual domains as JSON. Reading throws {@link InvalidMemberException} for a member
 * that makes no sense or is not known.
 */
public interface AliasFormat {

  /** Writes an alias. */
  default JsonObjectBuilder write(Alias alias) {
    JsonArrayBuilder targets = Json.createArrayBuilder();
    alias.targets().forEach(target -> targets.add(target.toString()));
    return Json.createObjectBuilder()
        .add("address", alias.address().toString())
        .add("targets", targets);
  }

  /**
   * Reads an alias.
   *
   * @param address null when the JSON has to say it
   */
  default Alias alias(EmailAddress address, JsonObject json) {
    JsonMembers members = JsonMembers.of(json);
    EmailAddress called =
        address == null
            ? members.required("address", EmailAddress::parse)
            : members.text("address", address, EmailAddress::parse);
    if (address != null && !AddressBook.key(address).equals(AddressBook.key(called))) {
      throw members.fault("address", "not '" + called + "': the URL says '" + address + "'");
    }
    var targets = members.oneOrMore("targets", EmailAddress::parse);
    members.end();
    try {
      return new Alias(called, targets);
    } catch (IllegalArgumentException e) {
      throw named(e);
    }
  }

  /** Writes a virtual domain. */
  default JsonObjectBuilder write(VirtualDomain domain) {
    return DomainFormat.write(domain);
  }

  /**
   * Reads a virtual domain.
   *
   * @param name null when the JSON has to say it
   */
  default VirtualDomain domain(String name, JsonObject json) {
    return DomainFormat.read(name, json);
  }

  /** A value's own checks name the member before a colon. */
  static InvalidMemberException named(IllegalArgumentException problem) {
    String[] parts = problem.getMessage().split(": ", 2);
    return new InvalidMemberException(parts.length > 1 ? parts[0] : "", parts[parts.length - 1]);
  }
}
