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

  /** Over this database; {@link #sync} has to be called first. */
  protected ManagedDefinitions(
      Database database, Ledger ledger, InstantSource clock, Kind<T> kind) {
    this.kind = kind;
    this.clock = clock;
    this.table = new DefinitionTable<>(database, ledger, kind);
  }

  /**
   * Called with all that holds from now on, in the order in which they are looked at, by one thread
   * at a time; must not call back.
   */
  protected abstract void use(List<Stored<T>> all);

  /** Applies what has changed in the database. Called at the start, and every 2 seconds. */
  public final synchronized void sync() {
    long version = table.version();
    if (version != applied) {
      // Read after the version: what is changed meanwhile is read again.
      known.clear();
      table.all().forEach(stored -> known.put(name(stored), stored));
      use(merged(known));
      applied = version;
      LOG.log(Level.INFO, "{0}: {1} in effect", kind.called(), String.valueOf(known.size()));
    }
  }

  private String name(Stored<T> stored) {
    return kind.name().apply(stored.definition());
  }

  /** With what is shipped, in order. */
  private List<Stored<T>> merged(Map<String, Stored<T>> made) {
    Map<String, Stored<T>> all = new HashMap<>(made);
    kind.shipped().forEach((name, each) -> all.putIfAbsent(name, new Stored<>(each, true, null)));
    return all.values().stream().sorted(kind.order()).toList();
  }

  /** A change of this node is applied alone, so that many need not read everything anew. */
  private synchronized boolean apply(OptionalLong version, Runnable change) {
    if (version.isEmpty()) {
      return false;
    }
    if (version.getAsLong() == applied + 1) {
      change.run();
      use(merged(known));
      applied++;
    } else {
      sync();
    }
    return true;
  }

  @Override
  public Page<Stored<T>> list(PageRequest page) {
    if (kind.shipped().isEmpty()) {
      return new Page<>(table.rows(page.size(), page.offset()), page, table.count());
    }
    Map<String, Stored<T>> made = new HashMap<>();
    table.all().forEach(stored -> made.put(name(stored), stored));
    List<Stored<T>> all = merged(made);
    return new Page<>(
        all.stream().skip(page.offset()).limit(page.size()).toList(), page, all.size());
  }

  @Override
  public Optional<Stored<T>> find(String name) {
    return table
        .find(name)
        .or(
            () ->
                Optional.ofNullable(kind.shipped().get(name))
                    .map(each -> new Stored<>(each, true, null)));
  }

  @Override
  public Optional<Stored<T>> create(T definition) {
    return kind.shipped().containsKey(kind.name().apply(definition))
        ? Optional.empty()
        : put(definition, false);
  }

  @Override
  public Stored<T> replace(T definition) {
    return put(definition, true).orElseThrow();
  }

  private Optional<Stored<T>> put(T definition, boolean replacing) {
    long now = clock.millis();
    String name = kind.name().apply(definition);
    Stored<T> stored =
        new Stored<>(definition, kind.shipped().containsKey(name), Instant.ofEpochMilli(now));
    return apply(table.put(definition, now, replacing), () -> known.put(name, stored))
        ? Optional.of(stored)
        : Optional.empty();
  }

  @Override
  public boolean delete(String name) {
    return apply(table.delete(name), () -> known.remove(name));
  }
}
