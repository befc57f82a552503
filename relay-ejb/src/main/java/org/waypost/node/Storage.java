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
package org.waypost.node;

import java.io.IOException;
import java.util.concurrent.ThreadFactory;
import org.waypost.api.settings.Settings;
import org.waypost.content.SpoolFolder;
import org.waypost.store.Database;
import org.waypost.store.Ledger;

/**
 * Where a node keeps what it knows.
 *
 * @param database for reading
 * @param ledger for writing
 */
record Storage(Database database, Ledger ledger) implements AutoCloseable {

  /**
   * Opens the database, brings its schema up to date, and empties the spool folder.
   *
   * @throws IllegalStateException when that fails; nothing is open then
   */
  static Storage open(Settings settings, ThreadFactory threads) {
    Database database = Database.open(settings.data().resolve("db"), settings.dbUrl());
    try {
      SpoolFolder.prepare(settings.data().resolve("spool"));
      return new Storage(database, new Ledger(database, threads));
    } catch (IOException | RuntimeException e) {
      // In a server that goes on, the next deployment must find the data folder free.
      database.close();
      throw new IllegalStateException("The data folder cannot be used: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      ledger.close();
    } finally {
      database.close();
    }
  }
}
