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

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.h2.api.ErrorCode;
import org.h2.store.fs.FilePath;
import org.waypost.health.DatabaseAwayException;

/**
 * The database with its connection pool: H2 in the data folder, or PostgreSQL.
 *
 * <p>H2 does not sync on commit by itself, whatever its settings; {@link #sync} makes it, with
 * {@code CHECKPOINT SYNC}. PostgreSQL syncs on commit.
 */
public final class Database implements AutoCloseable {

  private static final Logger LOG = System.getLogger(Database.class.getName());
  private static final int POOL_SIZE = 10;
  private static final long POOL_WAIT_MILLIS = 10_000;

  /**
   * A server that has gone without a word, behind a firewall or with its machine, must not hold a
   * thread for ever. Longer than a statement may take, see {@link Statements}.
   */
  private static final String SOCKET_TIMEOUT_SECONDS = "75";

  private static final String CONNECT_TIMEOUT_SECONDS = "5";

  private final HikariConfig config;
  private final boolean embedded;
  private volatile HikariDataSource pool;

  private Database(HikariDataSource pool, HikariConfig config, boolean embedded) {
    this.pool = pool;
    this.config = config;
    this.embedded = embedded;
  }

  /**
   * Opens the database and brings its schema up to date.
   *
   * @param folder where the embedded database lies
   * @param url of a PostgreSQL to use instead
   */
  public static Database open(Path folder, Optional<String> url) {
    if (url.isPresent()) {
      // On connections of their own: a large table may take a migration more than any time-out.
      try (HikariDataSource patient = new HikariDataSource(config(folder, url))) {
        migrate(patient);
      }
    }
    HikariConfig config = config(folder, url);
    if (url.isPresent()) {
      config.addDataSourceProperty("socketTimeout", SOCKET_TIMEOUT_SECONDS);
      config.addDataSourceProperty("connectTimeout", CONNECT_TIMEOUT_SECONDS);
      config.addDataSourceProperty("tcpKeepAlive", "true");
    }
    HikariDataSource pool = new HikariDataSource(config);
    try {
      if (url.isEmpty()) {
        migrate(pool);
      }
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
    return new Database(pool, config, url.isEmpty());
  }

  private static void migrate(HikariDataSource pool) {
    Flyway.configure(Database.class.getClassLoader())
        .dataSource(pool)
        .locations("classpath:db/migration")
        .load()
        .migrate();
  }

  private static HikariConfig config(Path folder, Optional<String> url) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("waypost");
    config.setMaximumPoolSize(POOL_SIZE);
    config.setConnectionTimeout(POOL_WAIT_MILLIS);
    // The drivers are named, as an application server's class loading hides them from the
    // DriverManager.
    if (url.isPresent()) {
      config.setDriverClassName("org.postgresql.Driver");
      config.setJdbcUrl(url.get());
    } else {
      config.setDriverClassName("org.h2.Driver");
      FilePath.register(new StorePath());
      // DB_CLOSE_ON_EXIT: the node closes it, after the last outcome is written.
      config.setJdbcUrl(
          "jdbc:h2:"
              + StorePath.SCHEME
              + ":"
              + folder.resolve("waypost").toAbsolutePath()
              + ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0");
      config.setUsername("waypost");
      config.setPassword("");
    }
    return config;
  }

  /** Runs a read on a connection of its own; each statement sees what is committed by then. */
  public <T> T read(SqlWork<T> work) {
    try (Connection connection = pool.getConnection();
        Statements statements = new Statements(connection)) {
      return work.run(statements);
    } catch (SQLException e) {
      throw new StoreException(
          "Reading from the database failed",
          pool.isClosed() ? new DatabaseAwayException(e) : Away.marked(e));
    }
  }

  /** Whether the database is this process's own. */
  public boolean isEmbedded() {
    return embedded;
  }

  /** A connection for the writer, which commits by itself. */
  Connection writer() throws SQLException {
    Connection connection = pool.getConnection();
    connection.setAutoCommit(false);
    return connection;
  }

  /** Returns after everything committed so far is on disk. */
  void sync(Connection connection) throws SQLException {
    if (embedded) {
      try (var statement = connection.createStatement()) {
        statement.execute("CHECKPOINT SYNC");
      }
    }
  }

  /**
   * Opens the embedded database again when it has closed itself, as H2 does when it cannot write
   * its file: it stays closed for as long as anybody holds a connection to it. Called by the
   * writer, which holds none, again and again until it succeeds; does nothing while the database
   * answers.
   */
  void reopenIfClosed() {
    if (!embedded || answers()) {
      return;
    }
    pool.close();
    try {
      pool = new HikariDataSource(config);
      LOG.log(Level.INFO, "The database had closed itself and is open again");
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "The database does not open: {0}", e.getMessage());
    }
  }

  private boolean answers() {
    try (Connection connection = pool.getConnection();
        var statement = connection.createStatement()) {
      return statement.execute("select 1");
    } catch (SQLException e) {
      return false;
    }
  }

  /** Whether a connection can be had and answers within 5 seconds. */
  public boolean isUp() {
    try (Connection connection = pool.getConnection()) {
      return connection.isValid(5);
    } catch (SQLException e) {
      return false;
    }
  }

  @Override
  public void close() {
    if (embedded) {
      shutDown();
    }
    pool.close();
  }

  private void shutDown() {
    try (Connection connection = pool.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("SHUTDOWN");
    } catch (SQLException e) {
      // The connection says so itself when it is given back after the last word.
      if (e.getErrorCode() != ErrorCode.DATABASE_CALLED_AT_SHUTDOWN) {
        LOG.log(Level.WARNING, "The database did not shut down in order", e);
      }
    }
  }
}
