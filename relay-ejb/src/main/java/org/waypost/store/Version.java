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
package org.waypost.store;

import java.sql.SQLException;

/**
 * One row that is raised with each change of something, so that nodes see by it whether what they
 * hold in memory was changed.
 */
public final class Version {

  private final String part;
  private final String read;
  private final String raise;

  /**
   * A version.
   *
   * @param table with a column {@code version}
   * @param key the column that tells the rows of this table apart
   * @param part what the key has in this row
   */
  public Version(String table, String key, String part) {
    this.part = part;
    this.read = "select version from " + table + " where " + key + " = ?";
    this.raise = "update " + table + " set version = version + 1 where " + key + " = ?";
  }

  /** The present version. */
  public long read(Statements statements) throws SQLException {
    return statements.number(read, part);
  }

  /** Says that there was a change. Part of the caller's ledger work. */
  public void raise(Statements statements) throws SQLException {
    statements.update(raise, part);
  }
}
