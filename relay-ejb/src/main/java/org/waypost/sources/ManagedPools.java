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

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.waypost.json.InvalidMemberException;
import org.waypost.paging.Page;
import org.waypost.paging.PageRequest;
import org.waypost.routing.RoutingRequest;

/** The pools that administrators manage. */
final class ManagedPools implements SourcePools {

  private final PoolFormat format = new JsonPoolFormat();
  private final SourceDefinitions definitions;
  private final Standings standings;
  private final Function<String, Optional<String>> routeOver;

  /**
   * Of these definitions.
   *
   * @param routeOver a route that names a pool
   */
  ManagedPools(
      SourceDefinitions definitions,
      Standings standings,
      Function<String, Optional<String>> routeOver) {
    this.definitions = definitions;
    this.standings = standings;
    this.routeOver = routeOver;
  }

  private Stored stored(SourceTable.Row<SourcePool> row) {
    long ready =
        definitions.book().shares(row.value()).stream()
            .filter(share -> standings.obstacle(share.source()).isEmpty())
            .count();
    return new Stored(row.value(), row.changedAt(), (int) ready);
  }

  @Override
  public Page<Stored> list(PageRequest page) {
    List<SourceTable.Row<SourcePool>> all = definitions.book().pools();
    return new Page<>(
        all.stream().skip(page.offset()).limit(page.size()).map(this::stored).toList(),
        page,
        all.size());
  }

  @Override
  public Optional<Stored> find(String name) {
    return definitions.book().pool(name).map(this::stored);
  }

  @Override
  public Optional<Stored> create(SourcePool pool) {
    return put(pool, true) ? find(pool.name()) : Optional.empty();
  }

  @Override
  public Stored replace(SourcePool pool) {
    put(pool, false);
    return find(pool.name())
        .orElseThrow(() -> new IllegalStateException("Deleted by somebody else meanwhile"));
  }

  private boolean put(SourcePool pool, boolean isNew) {
    definitions.sync();
    check(pool);
    boolean done = definitions.pools().put(pool.name(), format.write(pool).build(), isNew);
    definitions.sync();
    return done;
  }

  private void check(SourcePool pool) {
    SourceBook book = definitions.book();
    for (int i = 0; i < pool.members().size(); i++) {
      String source = pool.members().get(i).source();
      if (book.source(source).isEmpty()) {
        throw new InvalidMemberException(
            "sources[" + i + "].source", "there is no source '" + source + "'");
      }
    }
    Set<String> passed = new HashSet<>(Set.of(pool.name()));
    Optional<String> next = pool.overflow();
    while (next.isPresent()) {
      if (!passed.add(next.get())) {
        throw new InvalidMemberException("overflow", "leads in a circle over " + next.get());
      }
      Optional<SourceTable.Row<SourcePool>> found = book.pool(next.get());
      if (found.isEmpty()) {
        throw new InvalidMemberException("overflow", "there is no pool '" + next.get() + "'");
      }
      next = found.get().value().overflow();
    }
  }

  @Override
  public Deletion delete(String name) {
    definitions.sync();
    Optional<String> needed =
        definitions.book().pools().stream()
            .map(SourceTable.Row::value)
            .filter(each -> each.overflow().filter(name::equals).isPresent())
            .map(each -> "pool " + each.name())
            .findFirst()
            .or(() -> routeOver.apply(name).map(route -> "route " + route));
    if (needed.isPresent()) {
      return new Deletion(true, needed);
    }
    boolean deleted = definitions.pools().delete(name);
    definitions.sync();
    return new Deletion(deleted, Optional.empty());
  }

  @Override
  public boolean knows(String name) {
    return definitions.book().pool(name).isPresent();
  }

  @Override
  public PoolDecision decide(RoutingRequest mail, Optional<String> ofRoute) {
    return definitions.book().decide(mail, ofRoute);
  }
}
