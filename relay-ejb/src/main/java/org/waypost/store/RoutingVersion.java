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

/** Tells nodes by one row each whether what they hold in memory was changed. */
public enum RoutingVersion {
  /** The routes. */
  ROUTES("routes"),
  /** Virtual domains and aliases. */
  ADDRESSES("addresses");

  private final String part;

  RoutingVersion(String part) {
    this.part = part;
  }

  /** The present version. */
  public long read(Statements statements) throws SQLException {
    return statements.number("select version from routing_version where part = ?", part);
  }

  /** Says that there was a change. Part of the caller's ledger work. */
  public void raise(Statements statements) throws SQLException {
    statements.update("update routing_version set version = version + 1 where part = ?", part);
  }
}
