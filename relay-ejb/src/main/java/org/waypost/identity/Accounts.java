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

import java.time.Duration;
import java.util.Set;

/** Checks who signs in. Callable on any thread, without a transaction. */
public interface Accounts {

  /**
   * Checks a name and password. Failures are counted for the name and for the address, slow further
   * tries down, and lock in the end.
   *
   * @param remoteAddress of the client, in numbers
   */
  SignIn signIn(String name, String password, String remoteAddress);

  /**
   * Whether what was granted still holds: the account is there and enabled, and neither its
   * password nor its roles have changed since.
   *
   * @param stamp of the {@link SignIn.Granted}
   */
  boolean isCurrent(String name, long stamp);

  /** The answer to a sign-in. */
  sealed interface SignIn {
    /** The password is right; the stamp is for {@link Accounts#isCurrent}. */
    record Granted(String name, Set<String> roles, long stamp) implements SignIn {}

    /** Name or password is wrong, or the account is disabled; which of them is not told. */
    record Refused() implements SignIn {}

    /** Too many failures; nothing was checked. */
    record Throttled(Duration retryAfter) implements SignIn {}

    /** The database is away; nothing was checked. */
    record Unavailable() implements SignIn {}
  }
}
