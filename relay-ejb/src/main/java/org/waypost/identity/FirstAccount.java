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

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.waypost.store.Database;

/** The administrator's account, made at the first start. */
final class FirstAccount {

  static final String NAME = "admin";

  private static final String LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  private static final int GENERATED_LENGTH = 20;

  private FirstAccount() {}

  /**
   * Makes it if there is no account at all.
   *
   * @return the password, if it had to be generated
   */
  static Optional<String> create(Database database, Users users, Optional<String> password) {
    if (database.read(statements -> statements.exists("select 1 from account"))) {
      return Optional.empty();
    }
    String chosen = password.orElseGet(FirstAccount::generate);
    UserProfile profile = new UserProfile(Set.of(Role.ADMINISTRATOR), List.of(), false);
    boolean made = users.create(NAME, chosen, profile) == Users.Outcome.DONE;
    return made && password.isEmpty() ? Optional.of(chosen) : Optional.empty();
  }

  private static String generate() {
    SecureRandom random = new SecureRandom();
    StringBuilder password = new StringBuilder();
    for (int i = 0; i < GENERATED_LENGTH; i++) {
      password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return password.toString();
  }
}
