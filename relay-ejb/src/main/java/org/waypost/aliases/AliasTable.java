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
package org.waypost.aliases;

import jakarta.json.Json;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.waypost.api.mail.EmailAddress;
import org.waypost.store.Database;
import org.waypost.store.Ledger;
import org.waypost.store.SqlWork;
import org.waypost.store.Version;

/** Aliases and virtual domains in SQL. Every change tells the version that it made. */
final class AliasTable {

  private static final int MOST_CHARACTERS = 400_000;
  private static final Version VERSION = new Version("routing_version", "part", "addresses");

  private final Database database;
  private final Ledger ledger;

  AliasTable(Database database, Ledger ledger) {
    this.database = database;
    this.ledger = ledger;
  }

  long version() {
    return database.read(VERSION::read);
  }

  /** Everything, as it is on disk. */
  AddressBook load() {
    AddressBook book = new AddressBook();
    database.read(
        statements -> {
          statements
              .query("select name, definition from virtual_domain", AliasTable::domain)
              .forEach(book::put);
          statements.query(
              "select address, targets from alias",
              row -> {
                book.put(alias(row));
                return null;
              });
          return null;
        });
    return book;
  }

  List<Alias> aliases(String text, int limit, long offset) {
    return database.read(
        statements ->
            statements.query(
                "select address, targets from alias where address like ? escape '\\'"
                    + " order by address limit ? offset ?",
                AliasTable::alias,
                pattern(text),
                limit,
                offset));
  }

  long aliasCount(String text) {
    return database.read(
        statements ->
            statements.number(
                "select count(*) from alias where address like ? escape '\\'", pattern(text)));
  }

  Optional<Alias> alias(EmailAddress address) {
    return database.read(
        statements ->
            statements.first(
                "select address, targets from alias where address = ?",
                AliasTable::alias,
                AddressBook.key(address)));
  }

  /** The version that it made; nothing when there is one that is not to be replaced. */
  OptionalLong put(Alias alias, boolean replacing) {
    String key = AddressBook.key(alias.address());
    String targets =
        alias.targets().stream().map(EmailAddress::toString).collect(Collectors.joining("\n"));
    if (targets.length() > MOST_CHARACTERS) {
      throw new IllegalArgumentException("targets: longer than can be stored");
    }
    return change(
        statements -> {
          if (statements.exists("select 1 from alias where address = ?", key)) {
            return replacing
                && statements.update(
                        "update alias set targets = ?, changed_at = ? where address = ?",
                        targets,
                        System.currentTimeMillis(),
                        key)
                    > 0;
          }
          statements.update(
              "insert into alias (address, targets, changed_at) values (?, ?, ?)",
              key,
              targets,
              System.currentTimeMillis());
          return true;
        });
  }

  OptionalLong deleteAlias(EmailAddress address) {
    return change(
        statements ->
            statements.update("delete from alias where address = ?", AddressBook.key(address)) > 0);
  }

  List<VirtualDomain> domains(int limit, long offset) {
    return database.read(
        statements ->
            statements.query(
                "select name, definition from virtual_domain order by name limit ? offset ?",
                AliasTable::domain,
                limit,
                offset));
  }

  Optional<VirtualDomain> domain(String name) {
    return database.read(
        statements ->
            statements.first(
                "select name, definition from virtual_domain where name = ?",
                AliasTable::domain,
                name));
  }

  /** The version that it made; nothing when there is one that is not to be replaced. */
  OptionalLong put(VirtualDomain domain, boolean replacing) {
    String text = DomainFormat.write(domain).build().toString();
    return change(
        statements -> {
          if (statements.exists("select 1 from virtual_domain where name = ?", domain.name())) {
            return replacing
                && statements.update(
                        "update virtual_domain set definition = ?, changed_at = ? where name = ?",
                        text,
                        System.currentTimeMillis(),
                        domain.name())
                    > 0;
          }
          statements.update(
              "insert into virtual_domain (name, definition, changed_at) values (?, ?, ?)",
              domain.name(),
              text,
              System.currentTimeMillis());
          return true;
        });
  }

  OptionalLong deleteDomain(String name) {
    return change(
        statements -> statements.update("delete from virtual_domain where name = ?", name) > 0);
  }

  private OptionalLong change(SqlWork<Boolean> work) {
    return ledger.writeAndWait(
        statements -> {
          if (!work.run(statements)) {
            return OptionalLong.empty();
          }
          VERSION.raise(statements);
          return OptionalLong.of(VERSION.read(statements));
        });
  }

  private static Alias alias(ResultSet row) throws SQLException {
    List<EmailAddress> targets = new ArrayList<>();
    for (String target : row.getString(2).split("\n")) {
      targets.add(EmailAddress.parse(target));
    }
    return new Alias(EmailAddress.parse(row.getString(1)), targets);
  }

  private static VirtualDomain domain(ResultSet row) throws SQLException {
    try (JsonReader reader = Json.createReader(new StringReader(row.getString(2)))) {
      return DomainFormat.read(row.getString(1), reader.readObject());
    }
  }

  private static String pattern(String text) {
    return text == null || text.isBlank()
        ? "%"
        : "%"
            + text.toLowerCase(Locale.ROOT)
                .replace("\\", "\\\\")
                .replace("%", "\\%")
                .replace("_", "\\_")
            + "%";
  }
}
