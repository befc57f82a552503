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
import org.waypost.paging.Page;
import org.waypost.paging.PageRequest;

/** The accounts, for those who look after them. Callable on any thread, without a transaction. */
public interface Users {

  /**
   * Accounts by name.
   *
   * @param text part of the name or of an address; null for all
   */
  Page<User> list(String text, PageRequest page);

  /** The account of that name, in whatever case. */
  Optional<User> find(String name);

  /**
   * Makes an account.
   *
   * @throws InvalidUserException when name or password break the rules
   */
  Outcome create(String name, String password, UserProfile profile);

  /**
   * Changes an account. A new password, other roles and disabling it end what is signed in as it,
   * on every node.
   *
   * @param password the new one; empty to leave it
   * @throws InvalidUserException when the password breaks the rules
   */
  Outcome replace(String name, Optional<String> password, UserProfile profile);

  /** Deletes an account. */
  Outcome delete(String name);

  /** How a change went; all but the first change nothing. */
  enum Outcome {
    /** It is on disk. */
    DONE,
    /** There is no account of that name. */
    NO_SUCH_USER,
    /** Another account has that name. */
    NAME_TAKEN,
    /** Another account has one of the addresses. */
    ADDRESS_TAKEN,
    /** Nobody would be left who may look after the accounts. */
    LAST_ADMINISTRATOR,
    /** Too many passwords are being hashed; the same call may succeed in a moment. */
    BUSY
  }
}
