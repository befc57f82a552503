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
package org.waypost.definitions;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.waypost.paging.Page;
import org.waypost.paging.PageRequest;
import org.waypost.store.Database;
import org.waypost.store.Ledger;

/** The definitions in the database, and what this node goes by; made for extension. */
public abstract class ManagedDefinitions<T> implements Definitions<T> {

  private static final Logger LOG = System.getLogger(ManagedDefinitions.class.getName());

  private final Kind<T> kind;
  private final DefinitionTable<T> table;
  private final InstantSource clock;
  // What is in effect; guarded by this.
  private final Map<String, Stored<T>> known = new HashMap<>();
  private long applied = -1;

  /** Over this database; without a definition before the first {@link #sync}. */
  protected ManagedDefinitions(
      Database database, Ledger ledger, InstantSource clock, Kind<T> kind) {
    this.kind = kind;
    this.clock = clock;
    this.table = new DefinitionTable<>(database, ledger, kind);
  }

  /**
   * Called with all that holds from now on, in no order, by one thread at a time; must not call
   * back.
   */
  protected abstract void use(List<Stored<T>> all);

  /** Applies what has changed in the database. Called at the start, and every 2 seconds. */
  public final synchronized void sync() {
    long version = table.version();
    if (version != applied) {
      // Read after the version: what is changed meanwhile is read again.
      known.clear();
      table.all().forEach(this::know);
      use(List.copyOf(known.values()));
      applied = version;
      LOG.log(Level.INFO, "{0}: {1} in effect", kind.called(), String.valueOf(known.size()));
    }
  }

  private void know(Stored<T> stored) {
    known.put(kind.name().apply(stored.definition()), stored);
  }

  /** A change of this node is applied alone, so that many need not read everything anew. */
  private synchronized boolean apply(OptionalLong version, Runnable change) {
    if (version.isEmpty()) {
      return false;
    }
    if (version.getAsLong() == applied + 1) {
      change.run();
      use(List.copyOf(known.values()));
      applied++;
    } else {
      sync();
    }
    return true;
  }

  @Override
  public Page<Stored<T>> list(PageRequest page) {
    return new Page<>(table.rows(page.size(), page.offset()), page, table.count());
  }

  @Override
  public Optional<Stored<T>> find(String name) {
    return table.find(name);
  }

  @Override
  public Optional<Stored<T>> create(T definition) {
    return put(definition, false);
  }

  @Override
  public Stored<T> replace(T definition) {
    return put(definition, true).orElseThrow();
  }

  private Optional<Stored<T>> put(T definition, boolean replacing) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Stored<T> stored = new Stored<>(definition, now);
    return apply(table.put(stored, replacing), () -> know(stored))
        ? Optional.of(stored)
        : Optional.empty();
  }

  @Override
  public boolean delete(String name) {
    return apply(table.delete(name), () -> known.remove(name));
  }
}
