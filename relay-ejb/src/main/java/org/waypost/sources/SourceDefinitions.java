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
package org.waypost.sources;

import java.util.List;
import java.util.function.Consumer;
import org.waypost.store.Database;
import org.waypost.store.Ledger;

/** The sources and pools in the database, and the book of them that this node goes by. */
final class SourceDefinitions {

  private final Database database;
  private final SourceTable<Source> sources;
  private final SourceTable<SourcePool> pools;
  private final Consumer<List<Source>> changed;
  private volatile SourceBook book = SourceBook.EMPTY;
  // What the book was read at; guarded by this.
  private long applied = -1;

  /**
   * Over this database.
   *
   * @param changed is told all sources when there may be others
   */
  SourceDefinitions(Database database, Ledger ledger, Consumer<List<Source>> changed) {
    this.database = database;
    this.sources =
        new SourceTable<>(database, ledger, "source_address", new JsonSourceFormat()::read);
    this.pools = new SourceTable<>(database, ledger, "source_pool", new JsonPoolFormat()::read);
    this.changed = changed;
  }

  /** Applies what has changed in the database. */
  synchronized void sync() {
    long version = SourceTable.version(database);
    if (version != applied) {
      SourceBook read = new SourceBook(sources.all(), pools.all());
      changed.accept(read.sources().stream().map(SourceTable.Row::value).toList());
      book = read;
      applied = version;
    }
  }

  SourceBook book() {
    return book;
  }

  SourceTable<Source> sources() {
    return sources;
  }

  SourceTable<SourcePool> pools() {
    return pools;
  }
}
