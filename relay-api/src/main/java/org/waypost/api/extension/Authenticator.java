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
package org.waypost.api.extension;

import org.waypost.api.smtp.SessionInfo;

/**
 * Checks names and passwords of mail clients (AUTH PLAIN and LOGIN) against a directory of its own.
 *
 * <p>Asked when Waypost has no account of that name; its throttle against guessing holds for this
 * too. The password is to be kept nowhere and written nowhere.
 */
@FunctionalInterface
public interface Authenticator extends Extension {

  /** What became of it. */
  enum Answer {
    /** The name and the password belong together. */
    GRANTED,
    /** They do not; nobody else is asked. */
    REFUSED,
    /** No account of that name here: the next authenticator is asked. */
    UNKNOWN
  }

  /**
   * Checks a password.
   *
   * @param session it is for
   * @param name as the client gave it, 1 to 256 characters
   * @param password as the client gave it, at most 256 characters
   * @throws Exception when that cannot be told now: the client is told to try again later
   */
  Answer check(SessionInfo session, String name, String password) throws Exception;
}
