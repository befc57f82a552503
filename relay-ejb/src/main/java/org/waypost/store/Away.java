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
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import org.waypost.health.DatabaseAwayException;

/** Tells a database that is away from one that refuses. */
final class Away {

  /**
   * Classes of SQLSTATE: connection exception, resources such as connections and disk, shutdown
   * (PostgreSQL); broken file or disk, closed, closing (H2).
   */
  private static final List<String> STATES =
      List.of("08", "53", "57P", "90028", "90031", "90067", "90098", "90121");

  private Away() {}

  /** The same fault, or a {@link DatabaseAwayException} around it. */
  static Throwable marked(SQLException fault) {
    Throwable cause = fault;
    for (int depth = 0; cause != null && depth < 10; depth++, cause = cause.getCause()) {
      if (cause instanceof SQLException sql && isAway(sql)) {
        return new DatabaseAwayException(fault);
      }
    }
    return fault;
  }

  private static boolean isAway(SQLException fault) {
    if (fault instanceof SQLTransientConnectionException
        || fault instanceof SQLNonTransientConnectionException
        || fault instanceof SQLRecoverableException) {
      return true;
    }
    String state = fault.getSQLState();
    return state != null && STATES.stream().anyMatch(state::startsWith);
  }
}
