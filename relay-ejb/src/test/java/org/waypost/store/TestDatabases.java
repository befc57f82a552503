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

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Databases for tests: H2 in a folder, and a PostgreSQL server shared by the tests of this JVM. */
public final class TestDatabases {

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private TestDatabases() {}

  private static final class Server {
    private static final EmbeddedPostgres POSTGRES = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder().setServerConfig("shared_buffers", "16MB").start();
      } catch (IOException e) {
        throw new IllegalStateException("PostgreSQL does not start", e);
      }
    }
  }

  /** The embedded database in this folder. */
  public static Database h2(Path folder) {
    return Database.open(folder, Optional.empty());
  }

  /** The URL of a new and empty database on a PostgreSQL server. */
  public static String postgresUrl() throws SQLException {
    String name = "waypost" + NUMBER.incrementAndGet();
    try (Connection connection = Server.POSTGRES.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("create database " + name);
    }
    return Server.POSTGRES.getJdbcUrl("postgres", name);
  }

  /** Breaks every connection to a PostgreSQL database. */
  static void cutConnections(String url) throws SQLException {
    String name = url.replaceAll(".*/(waypost\\d+).*", "$1");
    try (Connection connection = Server.POSTGRES.getPostgresDatabase().getConnection();
        var statement =
            connection.prepareStatement(
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = ?")) {
      statement.setString(1, name);
      statement.execute();
    }
  }
}
