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
package org.waypost.templates;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import org.waypost.json.InvalidMemberException;
import org.waypost.paging.Page;
import org.waypost.paging.PageRequest;
import org.waypost.store.Database;
import org.waypost.store.Ledger;

/** Templates in the database; the sources that were used last are kept understood. */
public final class SqlTemplates implements Templates {

  /** Sources that are kept understood. */
  private static final int KEPT = 100;

  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final Database database;
  private final Ledger ledger;
  private final InstantSource clock;
  private final TemplateTable table = new TemplateTable(new JsonTemplateFormat());
  private final FreeMarkerEngine engine;

  // Guarded by itself.
  private final Map<TemplateTable.Key, CompiledTemplate> compiled =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<TemplateTable.Key, CompiledTemplate> eldest) {
          return size() > KEPT;
        }
      };

  /**
   * Over this database.
   *
   * @param timer ends what takes more than 5 seconds to be filled
   */
  public SqlTemplates(
      Database database, Ledger ledger, InstantSource clock, ScheduledExecutorService timer) {
    this.database = database;
    this.ledger = ledger;
    this.clock = clock;
    this.engine = new FreeMarkerEngine(new TimeLimit(timer, LIMIT));
  }

  @Override
  public Page<TemplateVersion> list(PageRequest page) {
    return database.read(
        statements -> new Page<>(table.newest(statements, page), page, table.count(statements)));
  }

  @Override
  public Optional<TemplateVersion> find(String name) {
    return find(name, Optional.empty());
  }

  @Override
  public Optional<TemplateVersion> find(String name, int number) {
    return find(name, Optional.of(number));
  }

  private Optional<TemplateVersion> find(String name, Optional<Integer> number) {
    return database.read(
        statements -> {
          Optional<TemplateTable.Key> key = table.key(statements, name, number);
          return key.isEmpty() ? Optional.empty() : table.find(statements, key.get());
        });
  }

  @Override
  public Page<TemplateVersion> versions(String name, PageRequest page) {
    return database.read(
        statements ->
            new Page<>(
                table.versions(statements, name, page), page, table.count(statements, name)));
  }

  @Override
  public Optional<TemplateVersion> create(Template template, String user) {
    requireUnderstood(template);
    return ledger.writeAndWait(
        statements ->
            table.key(statements, template.name(), Optional.empty()).isPresent()
                ? Optional.<TemplateVersion>empty()
                : Optional.of(table.add(statements, template, clock.millis(), user)));
  }

  @Override
  public TemplateVersion replace(Template template, String user) {
    requireUnderstood(template);
    return ledger.writeAndWait(statements -> table.add(statements, template, clock.millis(), user));
  }

  private void requireUnderstood(Template template) {
    CompiledTemplate unused =
        new CompiledTemplate(engine, new TemplateVersion(template, 0, clock.instant(), null));
  }

  @Override
  public boolean delete(String name) {
    return ledger.writeAndWait(statements -> table.delete(statements, name));
  }

  @Override
  public Rendered render(String name, Optional<Integer> number, JsonObject parameters) {
    TemplateTable.Key key =
        database
            .read(statements -> table.key(statements, name, number))
            .orElseThrow(() -> missing(number));
    return compiled(key).orElseThrow(() -> missing(number)).fill(parameters);
  }

  private Optional<CompiledTemplate> compiled(TemplateTable.Key key) {
    synchronized (compiled) {
      CompiledTemplate known = compiled.get(key);
      if (known != null) {
        return Optional.of(known);
      }
    }
    Optional<CompiledTemplate> made =
        database
            .read(statements -> table.find(statements, key))
            .map(version -> new CompiledTemplate(engine, version));
    synchronized (compiled) {
      made.ifPresent(each -> compiled.put(key, each));
    }
    return made;
  }

  private static InvalidMemberException missing(Optional<Integer> number) {
    return new InvalidMemberException(
        "template",
        number
            .map(each -> "there is no version " + each + " of a template of this name")
            .orElse("there is no template of this name"));
  }
}
