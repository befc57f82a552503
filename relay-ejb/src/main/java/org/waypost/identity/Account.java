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

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An account as it is stored.
 *
 * @param hash of the password, see {@link PasswordHash}
 * @param scram empty for an account whose password was set before there were such keys
 * @param stamp changes with whatever ends sign-ins made before
 * @param lastSignInAt milliseconds since 1970; 0 for never
 */
record Account(
    String name,
    String hash,
    Optional<ScramKeys> scram,
    Set<Role> roles,
    boolean disabled,
    long stamp,
    long lastSignInAt) {

  /** The roles by name, as the container knows them. */
  Set<String> roleNames() {
    return roles.stream().map(Role::text).collect(Collectors.toUnmodifiableSet());
  }

  /** Whether it may send mail now. */
  boolean maySend() {
    return !disabled && (roles.contains(Role.ADMINISTRATOR) || roles.contains(Role.SUBMITTER));
  }

  /** Whether a client may call itself this: nothing, or the account's own name. */
  static boolean isCalled(String name, String authorization) {
    return authorization == null
        || authorization.isEmpty()
        || AccountName.fold(authorization).equals(name);
  }

  /** Leaves the keys out, so that they never reach a log. */
  @Override
  public String toString() {
    return "Account[" + name + "]";
  }
}
