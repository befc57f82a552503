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

/** What a password has to be: 8 to 256 characters, none of them a control character. */
final class PasswordRules {

  static final int MIN_LENGTH = 8;
  static final int MAX_LENGTH = 256;

  private PasswordRules() {}

  /**
   * Checks a new password.
   *
   * @throws InvalidUserException when it breaks a rule
   */
  static void check(String password, String name) {
    if (password.length() < MIN_LENGTH || password.length() > MAX_LENGTH) {
      throw invalid("A password has " + MIN_LENGTH + " to " + MAX_LENGTH + " characters.");
    }
    // SASLprep refuses them (RFC 4013 2.3), so that nobody could sign in with such a one by SCRAM.
    if (password.codePoints().anyMatch(Character::isISOControl)) {
      throw invalid("A password holds no control characters.");
    }
    if (password.equalsIgnoreCase(name)) {
      throw invalid("A password is not the name.");
    }
  }

  private static InvalidUserException invalid(String message) {
    return new InvalidUserException("password", message);
  }
}
