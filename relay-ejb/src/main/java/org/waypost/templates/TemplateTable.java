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
package org.waypost.templates;

import jakarta.json.Json;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.waypost.json.InvalidMemberException;
import org.waypost.paging.PageRequest;
import org.waypost.store.Statements;

/** Versions of templates in SQL. A version never changes; it can only go. */
final class TemplateTable {

  private static final int MOST_TEMPLATES = 1_000;
  private static final int MOST_VERSIONS = 100;
  private static final String COLUMNS = "select name, number, definition, created_at, created_by";
  private static final String NEWEST =
      " from template_version t where number = (select max(number) from template_version n"
          + " where n.name = t.name)";

  private final TemplateFormat format;

  TemplateTable(TemplateFormat format) {
    this.format = format;
  }

  /** What tells one version from any other, also of one that was deleted and made again. */
  record Key(String name, int number, long createdAt) {}

  List<TemplateVersion> newest(Statements statements, PageRequest page) throws SQLException {
    return statements.query(
        COLUMNS + NEWEST + " order by name limit ? offset ?",
        this::version,
        page.size(),
        page.offset());
  }

  long count(Statements statements) throws SQLException {
    return statements.number("select count(distinct name) from template_version");
  }

  List<TemplateVersion> versions(Statements statements, String name, PageRequest page)
      throws SQLException {
    return statements.query(
        COLUMNS + " from template_version where name = ? order by number desc limit ? offset ?",
        this::version,
        name,
        page.size(),
        page.offset());
  }

  long count(Statements statements, String name) throws SQLException {
    return statements.number("select count(*) from template_version where name = ?", name);
  }

  /** The newest, or that number. */
  Optional<Key> key(Statements statements, String name, Optional<Integer> number)
      throws SQLException {
    return statements
        .first(
            "select name, number, created_at from template_version where name = ? and number <= ?"
                + " order by number desc limit 1",
            row -> new Key(row.getString(1), row.getInt(2), row.getLong(3)),
            name,
            number.orElse(Integer.MAX_VALUE))
        .filter(key -> number.isEmpty() || number.get() == key.number());
  }

  Optional<TemplateVersion> find(Statements statements, Key key) throws SQLException {
    return statements.first(
        COLUMNS + " from template_version where name = ? and number = ? and created_at = ?",
        this::version,
        key.name(),
        key.number(),
        key.createdAt());
  }

  /** Adds a version behind the newest, and drops the oldest of too many. */
  TemplateVersion add(Statements statements, Template template, long time, String user)
      throws SQLException {
    Optional<Key> newest = key(statements, template.name(), Optional.empty());
    if (newest.isEmpty() && count(statements) >= MOST_TEMPLATES) {
      throw new InvalidMemberException("name", "there are " + MOST_TEMPLATES + " already");
    }
    int number = newest.map(Key::number).orElse(0) + 1;
    statements.update(
        "insert into template_version (name, number, definition, created_at, created_by)"
            + " values (?, ?, ?, ?, ?)",
        template.name(),
        number,
        format.write(template).build().toString(),
        time,
        user);
    statements.update(
        "delete from template_version where name = ? and number <= ?",
        template.name(),
        number - MOST_VERSIONS);
    return new TemplateVersion(template, number, Instant.ofEpochMilli(time), user);
  }

  boolean delete(Statements statements, String name) throws SQLException {
    return statements.update("delete from template_version where name = ?", name) > 0;
  }

  private TemplateVersion version(ResultSet row) throws SQLException {
    try (JsonReader reader = Json.createReader(new StringReader(row.getString(3)))) {
      return new TemplateVersion(
          format.read(row.getString(1), reader.readObject()),
          row.getInt(2),
          Instant.ofEpochMilli(row.getLong(4)),
          row.getString(5));
    }
  }
}
