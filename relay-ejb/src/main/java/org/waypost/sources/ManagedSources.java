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
import java.util.Optional;
import org.waypost.paging.Page;
import org.waypost.paging.PageRequest;

/** The sources that administrators manage. */
final class ManagedSources implements Sources {

  private final SourceFormat format = new JsonSourceFormat();
  private final SourceDefinitions definitions;
  private final Standings standings;

  ManagedSources(SourceDefinitions definitions, Standings standings) {
    this.definitions = definitions;
    this.standings = standings;
  }

  private Stored stored(SourceTable.Row<Source> row) {
    return new Stored(row.value(), row.changedAt(), standings.status(row.value()));
  }

  @Override
  public Page<Stored> list(PageRequest page) {
    List<SourceTable.Row<Source>> all = definitions.book().sources();
    return new Page<>(
        all.stream().skip(page.offset()).limit(page.size()).map(this::stored).toList(),
        page,
        all.size());
  }

  @Override
  public Optional<Stored> find(String name) {
    return definitions.book().source(name).map(this::stored);
  }

  @Override
  public Optional<Stored> create(Source source) {
    return put(source, true) ? find(source.name()) : Optional.empty();
  }

  @Override
  public Stored replace(Source source) {
    put(source, false);
    return find(source.name())
        .orElseThrow(() -> new IllegalStateException("Deleted by somebody else meanwhile"));
  }

  private boolean put(Source source, boolean isNew) {
    boolean done = definitions.sources().put(source.name(), format.write(source).build(), isNew);
    definitions.sync();
    return done;
  }

  @Override
  public Deletion delete(String name) {
    definitions.sync();
    Optional<String> pool =
        definitions.book().pools().stream()
            .map(SourceTable.Row::value)
            .filter(each -> each.has(name))
            .map(each -> "pool " + each.name())
            .findFirst();
    if (pool.isPresent()) {
      return new Deletion(true, pool);
    }
    boolean deleted = definitions.sources().delete(name);
    definitions.sync();
    return new Deletion(deleted, Optional.empty());
  }
}
