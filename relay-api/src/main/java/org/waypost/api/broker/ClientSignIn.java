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
package org.waypost.api.broker;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Checks who signs in to the broker. Callable on any thread; blocks for some seconds at most. */
@FunctionalInterface
public interface ClientSignIn {

  /**
   * Checks name and password; failures count as those of other sign-ins do.
   *
   * @param address of the client, in numbers
   * @return the client, or nothing when it may not come in
   */
  Optional<Client> signIn(String name, String password, String address);

  /**
   * A client that has signed in.
   *
   * @param name of the user
   * @param rights of the user
   */
  record Client(String name, Set<ClientRight> rights) {
    /** Copies the rights. */
    public Client {
      Objects.requireNonNull(name, "name");
      rights = Set.copyOf(rights);
    }
  }
}
