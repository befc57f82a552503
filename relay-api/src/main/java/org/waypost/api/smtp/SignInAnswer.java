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
package org.waypost.api.smtp;

import java.time.Duration;
import java.util.Objects;

/** What the application says to {@link Credentials}. */
public sealed interface SignInAnswer {

  /** The client is this user. */
  record Granted(String user) implements SignInAnswer {
    /** Checks that nothing is missing. */
    public Granted {
      Objects.requireNonNull(user, "user");
    }
  }

  /** The credentials are not right; why is not told. */
  record Refused() implements SignInAnswer {}

  /** Too many failures: nothing was checked. */
  record Throttled(Duration retryAfter) implements SignInAnswer {}

  /** The account cannot be checked right now, for no fault of the client. */
  record Unavailable() implements SignInAnswer {}

  /**
   * The answer to {@link Credentials.ScramStart}, also for an account that does not exist: then it
   * is made up, and the same at every try.
   *
   * @param salt of the account
   * @param iterations of PBKDF2 with HMAC-SHA-256
   * @param storedKey RFC 5802 3
   * @param serverKey RFC 5802 3
   */
  // Octets that are handed on, neither changed nor compared.
  @SuppressWarnings("ArrayRecordComponent")
  record ScramKeys(byte[] salt, int iterations, byte[] storedKey, byte[] serverKey)
      implements SignInAnswer {}
}
