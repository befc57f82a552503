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
package org.waypost.secrets;

import java.security.SecureRandom;
import java.util.Optional;
import org.waypost.store.Database;
import org.waypost.store.Ledger;
import org.waypost.store.StoreException;

/** Random octets in the database, which the first node makes and all nodes share. */
public final class SharedSecret {

  /** Number of octets. */
  public static final int SIZE = 32;

  private SharedSecret() {}

  /**
   * The secret of this name.
   *
   * @param name 1 to 64 characters
   * @throws StoreException when the database does not answer
   */
  public static byte[] open(Database database, Ledger ledger, String name) {
    return read(database, name).orElseGet(() -> make(database, ledger, name));
  }

  private static Optional<byte[]> read(Database database, String name) {
    return database.read(
        statements ->
            statements.first(
                "select data from secret where name = ?", row -> row.getBytes(1), name));
  }

  private static byte[] make(Database database, Ledger ledger, String name) {
    byte[] random = new byte[SIZE];
    new SecureRandom().nextBytes(random);
    try {
      ledger.writeAndWait(
          statements ->
              statements.update("insert into secret (name, data) values (?, ?)", name, random));
      return random;
    } catch (StoreException e) {
      // Another node may have been first.
      return read(database, name).orElseThrow(() -> e);
    }
  }
}
