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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.waypost.paging.Page;
import org.waypost.paging.PageRequest;
import org.waypost.store.Database;
import org.waypost.store.Ledger;
import org.waypost.store.Statements;

/** Users in SQL. */
final class SqlUsers implements Users {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String COLUMNS =
      "name, roles, disabled, created_at, password_at, last_sign_in_at";

  private final Database database;
  private final Ledger ledger;
  private final Hashing hashing;
  private final Clock clock;
  private final Iterations iterations;

  SqlUsers(Database database, Ledger ledger, Hashing hashing, Clock clock, Iterations iterations) {
    this.database = database;
    this.ledger = ledger;
    this.hashing = hashing;
    this.clock = clock;
    this.iterations = iterations;
  }

  private record Secrets(String hash, String scram) {}

  @Override
  public Page<User> list(String text, PageRequest page) {
    String part = text == null ? "" : text.toLowerCase(Locale.ROOT);
    String where =
        " from account where ? = '' or position(? in name) > 0 or exists (select 1 from"
            + " account_address d where d.account = account.name and position(? in d.address) > 0)";
    return database.read(
        statements -> {
          List<User> users = new ArrayList<>();
          List<User> rows =
              statements.query(
                  "select " + COLUMNS + where + " order by name limit ? offset ?",
                  SqlUsers::read,
                  part,
                  part,
                  part,
                  page.size(),
                  page.offset());
          for (User row : rows) {
            users.add(withAddresses(statements, row));
          }
          long total =
              statements.number(
                  "select count(*) from (select 1" + where + " limit ?) u",
                  part,
                  part,
                  part,
                  Page.COUNT_LIMIT);
          return new Page<>(users, page, total);
        });
  }

  @Override
  public Optional<User> find(String name) {
    return database.read(
        statements -> {
          Optional<User> row =
              statements.first(
                  "select " + COLUMNS + " from account where name = ?",
                  SqlUsers::read,
                  AccountName.fold(name));
          return row.isPresent()
              ? Optional.of(withAddresses(statements, row.get()))
              : Optional.empty();
        });
  }

  @Override
  public Outcome create(String name, String password, UserProfile profile) {
    String folded = AccountName.fold(name);
    if (folded.equals(AccountName.NOBODY)) {
      throw new InvalidUserException(
          "name",
          "A name has 1 to 128 letters, digits and . _ + @ -, and begins with a letter or digit.");
    }
    PasswordRules.check(password, folded);
    Optional<Secrets> secrets = hashing.run(() -> secrets(password));
    return secrets.isEmpty()
        ? Outcome.BUSY
        : ledger.writeAndWait(statements -> create(statements, folded, secrets.get(), profile));
  }

  @Override
  public Outcome replace(String name, Optional<String> password, UserProfile profile) {
    String folded = AccountName.fold(name);
    password.ifPresent(text -> PasswordRules.check(text, folded));
    Optional<Secrets> secrets = password.flatMap(text -> hashing.run(() -> secrets(text)));
    return password.isPresent() && secrets.isEmpty()
        ? Outcome.BUSY
        : ledger.writeAndWait(statements -> replace(statements, folded, secrets, profile));
  }

  @Override
  public Outcome delete(String name) {
    String folded = AccountName.fold(name);
    return ledger.writeAndWait(statements -> delete(statements, folded));
  }

  private Secrets secrets(String password) {
    return new Secrets(
        PasswordHash.of(password, iterations.hash()),
        ScramKeys.of(password, iterations.scram()).map(ScramKeys::format).orElse(null));
  }

  private Outcome create(Statements statements, String name, Secrets secrets, UserProfile profile)
      throws SQLException {
    if (statements.exists("select 1 from account where name = ?", name)
        || statements.exists("select 1 from account_address where address = ?", name)) {
      return Outcome.NAME_TAKEN;
    }
    if (isAddressTaken(statements, name, profile)) {
      return Outcome.ADDRESS_TAKEN;
    }
    long now = clock.millis();
    statements.update(
        "insert into account (name, password_hash, scram_keys, roles, disabled, stamp, created_at,"
            + " password_at) values (?, ?, ?, ?, ?, ?, ?, ?)",
        name,
        secrets.hash(),
        secrets.scram(),
        Role.join(profile.roles()),
        profile.disabled(),
        RANDOM.nextLong(),
        now,
        now);
    putAddresses(statements, name, profile);
    return Outcome.DONE;
  }

  private Outcome replace(
      Statements statements, String name, Optional<Secrets> secrets, UserProfile profile)
      throws SQLException {
    Optional<Account> before = AccountTable.find(statements, name);
    if (before.isEmpty()) {
      return Outcome.NO_SUCH_USER;
    }
    boolean administers = profile.roles().contains(Role.ADMINISTRATOR) && !profile.disabled();
    if (!administers && isLastAdministrator(statements, name)) {
      return Outcome.LAST_ADMINISTRATOR;
    }
    if (isAddressTaken(statements, name, profile)) {
      return Outcome.ADDRESS_TAKEN;
    }
    boolean ends =
        secrets.isPresent()
            || profile.disabled() != before.get().disabled()
            || !profile.roles().equals(before.get().roles());
    statements.update(
        "update account set roles = ?, disabled = ?, stamp = ? where name = ?",
        Role.join(profile.roles()),
        profile.disabled(),
        ends ? RANDOM.nextLong() : before.get().stamp(),
        name);
    if (secrets.isPresent()) {
      statements.update(
          "update account set password_hash = ?, scram_keys = ?, password_at = ? where name = ?",
          secrets.get().hash(),
          secrets.get().scram(),
          clock.millis(),
          name);
    }
    statements.update("delete from account_address where account = ?", name);
    putAddresses(statements, name, profile);
    return Outcome.DONE;
  }

  private static Outcome delete(Statements statements, String name) throws SQLException {
    if (AccountTable.find(statements, name).isEmpty()) {
      return Outcome.NO_SUCH_USER;
    }
    if (isLastAdministrator(statements, name)) {
      return Outcome.LAST_ADMINISTRATOR;
    }
    statements.update("delete from account_address where account = ?", name);
    statements.update("delete from known_address where account = ?", name);
    statements.update("delete from account where name = ?", name);
    return Outcome.DONE;
  }

  /** Whether nobody else administers. The rows stay locked, so that no other node does the same. */
  private static boolean isLastAdministrator(Statements statements, String name)
      throws SQLException {
    List<Optional<String>> administrators =
        statements.query(
            "select name, roles, disabled from account where roles like ? order by name for update",
            row ->
                Role.parse(row.getString(2)).contains(Role.ADMINISTRATOR) && !row.getBoolean(3)
                    ? Optional.of(row.getString(1))
                    : Optional.empty(),
            "%" + Role.ADMINISTRATOR.text() + "%");
    List<String> names = administrators.stream().flatMap(Optional::stream).toList();
    return names.equals(List.of(name));
  }

  private static boolean isAddressTaken(Statements statements, String name, UserProfile profile)
      throws SQLException {
    for (String address : profile.addresses()) {
      boolean taken =
          statements.exists(
                  "select 1 from account_address where address = ? and account <> ?", address, name)
              || statements.exists(
                  "select 1 from account where name = ? and name <> ?", address, name);
      if (taken) {
        return true;
      }
    }
    return false;
  }

  private static void putAddresses(Statements statements, String name, UserProfile profile)
      throws SQLException {
    for (String address : profile.addresses()) {
      statements.update(
          "insert into account_address (address, account) values (?, ?)", address, name);
    }
  }

  private static User withAddresses(Statements statements, User user) throws SQLException {
    List<String> addresses =
        statements.query(
            "select address from account_address where account = ? order by address",
            row -> row.getString(1),
            user.name());
    return new User(
        user.name(),
        user.roles(),
        addresses,
        user.disabled(),
        user.createdAt(),
        user.passwordAt(),
        user.lastSignInAt());
  }

  private static User read(ResultSet row) throws SQLException {
    return new User(
        row.getString(1),
        Role.parse(row.getString(2)),
        List.of(),
        row.getBoolean(3),
        Instant.ofEpochMilli(row.getLong(4)),
        instant(row, 5),
        instant(row, 6));
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
  }
}
