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

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import org.waypost.store.Statements;

/** The row of an account, for signing in. */
final class AccountTable {

  private static final String SELECT =
      "select a.name, a.password_hash, a.scram_keys, a.roles, a.disabled, a.stamp, a.last_sign_in_at"
          + " from account a";

  private AccountTable() {}

  /** The account of a folded name. */
  static Optional<Account> find(Statements statements, String name) throws SQLException {
    return name.equals(AccountName.NOBODY)
        ? Optional.empty()
        : statements.first(SELECT + " where a.name = ?", AccountTable::read, name);
  }

  /** The account that a certificate or a token names: by one of its addresses, or by its name. */
  static Optional<Account> findNamed(Statements statements, String text) throws SQLException {
    if (text.length() > 320) {
      return Optional.empty();
    }
    Optional<Account> byAddress =
        statements.first(
            SELECT + " join account_address d on d.account = a.name where d.address = ?",
            AccountTable::read,
            text.toLowerCase(Locale.ROOT));
    return byAddress.isPresent() ? byAddress : find(statements, AccountName.fold(text));
  }

  private static Account read(ResultSet row) throws SQLException {
    return new Account(
        row.getString(1),
        row.getString(2),
        ScramKeys.parse(row.getString(3)),
        Role.parse(row.getString(4)),
        row.getBoolean(5),
        row.getLong(6),
        row.getLong(7));
  }
}
