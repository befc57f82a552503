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
package org.waypost.extensions;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.waypost.api.extension.Extension;
import org.waypost.api.extension.ExtensionContext;
import org.waypost.api.extension.NameLookup;
import org.waypost.definitions.Definitions;
import org.waypost.definitions.Stored;
import org.waypost.secrets.SealedText;
import org.waypost.store.Database;
import org.waypost.store.Ledger;

/** The plug-ins of this node, put together: found, configured, at work. */
public final class ManagedPlugins implements Plugins, BuiltIns, AutoCloseable {

  private static final int MOST_THREADS = 256;

  private final Slots slots = Slots.empty();
  private final ExecutorService threads;
  private final PluginShelf shelf;
  private final ParameterValues values;
  private final WorkingSet working;
  private final ManagedConfigurations configurations;
  private final Database database;
  private final Ledger ledger;
  private final String hostname;
  private final Path data;
  private final NameLookup names;

  /**
   * Looks for plug-ins; {@link #sync} has to be called before any is at work.
   *
   * @param data the folder {@code plugins} of it is looked at
   * @param relay sees the classes of the relay, and the libraries it is deployed with
   */
  public ManagedPlugins(
      Path data,
      String hostname,
      ClassLoader relay,
      Database database,
      Ledger ledger,
      SealedText seal,
      NameLookup names,
      ThreadFactory threads) {
    this.data = data;
    this.hostname = hostname;
    this.database = database;
    this.ledger = ledger;
    this.names = names;
    this.threads =
        new ThreadPoolExecutor(
            0, MOST_THREADS, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), threads);
    this.shelf = new PluginShelf(data.resolve("plugins"), relay);
    this.values = new ParameterValues(seal);
    this.working = new WorkingSet(slots, shelf, this::start, this.threads);
    this.configurations = new ManagedConfigurations(database, ledger, working);
  }

  @Override
  public <T> List<BuiltIn<T>> of(String point, Class<T> type) {
    return shelf.registry().builtIns(point, type);
  }

  /** What is at work; the same for the life of the node. */
  public Slots slots() {
    return slots;
  }

  /** Applies what has changed in the folder and in the database. Called every 2 seconds. */
  public void sync() {
    shelf.look().ifPresent(working::plugins);
    configurations.sync();
    working.reap();
  }

  /** Forgets what configurations remembered for a time that has passed. */
  public void deleteOld() {
    SqlSharedState.deleteOld(ledger, InstantSource.system().millis());
  }

  private Extension start(Contribution contribution, PluginConfiguration configuration) {
    Extension made = shelf.registry().create(contribution);
    try {
      made.start(
          new ExtensionContext(
              configuration.name(),
              hostname,
              values.resolved(contribution, configuration.parameters()),
              names,
              new SqlSharedState(database, ledger, configuration.name(), InstantSource.system()),
              data.resolve("plugin-data").resolve(configuration.name())));
      return made;
    } catch (PluginException e) {
      throw e;
    } catch (Exception | LinkageError e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw new PluginException("It does not start: " + PluginException.sentence(e), e);
    }
  }

  @Override
  public List<Plugin> plugins() {
    return shelf.plugins();
  }

  @Override
  public Optional<Contribution> contribution(String id) {
    return shelf.contribution(id);
  }

  @Override
  public Definitions<PluginConfiguration> configurations() {
    return configurations;
  }

  @Override
  public ConfigurationStatus status(String configuration) {
    return working
        .find(configuration)
        .map(ConfigurationStatus::of)
        .orElseGet(ConfigurationStatus::disabled);
  }

  @Override
  public ConfigurationFormat format() {
    return new JsonConfigurationFormat(
        shelf::contribution, name -> configurations.find(name).map(Stored::definition), values);
  }

  List<Active<?>> active() {
    return working.all();
  }

  @Override
  public void close() {
    working.close();
    threads.shutdownNow();
    shelf.close();
  }
}
