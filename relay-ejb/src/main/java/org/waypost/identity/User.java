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

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * An account, as it is shown.
 *
 * @param name in lower case
 * @param roles what it may do
 * @param addresses mail addresses that certificates and tokens may name it by, in lower case
 * @param disabled whether it cannot sign in
 * @param createdAt when it was made
 * @param passwordAt when its password was last changed; null when it never was
 * @param lastSignInAt when it last signed in, to the minute; null when it never did
 */
public record User(
    String name,
    Set<Role> roles,
    List<String> addresses,
    boolean disabled,
    Instant createdAt,
    Instant passwordAt,
    Instant lastSignInAt) {

  /** Copies the collections. */
  public User {
    roles = Set.copyOf(roles);
    addresses = List.copyOf(addresses);
  }
}
