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
package org.waypost.identity;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What an account may do. */
public enum Role {
  /** Everything: the console, all of REST, and sending mail. */
  ADMINISTRATOR,
  /** Sending mail, by SMTP, REST or JMS, and nothing else. */
  SUBMITTER,
  /** Reading events over JMS, and nothing else. */
  EVENTS,
  /** Reading the queues over JMS that routes give mail to, and nothing else. */
  RECEIVER;

  /** The name in REST, in the database and in the server's descriptors. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role of that name. */
  public static Optional<Role> of(String text) {
    return Arrays.stream(values()).filter(role -> role.text().equals(text)).findFirst();
  }

  /** The roles of a stored list; what this version does not know is left out. */
  static Set<Role> parse(String stored) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (String part : stored.split(",")) {
      of(part).ifPresent(roles::add);
    }
    return roles;
  }

  static String join(Collection<Role> roles) {
    return roles.stream().sorted().map(Role::text).collect(Collectors.joining(","));
  }
}
