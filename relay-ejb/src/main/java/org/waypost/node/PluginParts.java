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

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.waypost.api.settings.Settings;
import org.waypost.delivery.Workers;
import org.waypost.dns.DnsResolver;
import org.waypost.dns.ExtensionNames;
import org.waypost.extensions.ExtensionMetrics;
import org.waypost.extensions.FilterChain;
import org.waypost.extensions.ManagedPlugins;
import org.waypost.extensions.Slots;
import org.waypost.secrets.KeyFile;
import org.waypost.stats.NodeStatistics;
import org.waypost.store.Ledger;

/** The plug-ins of a node. */
final class PluginParts implements AutoCloseable {

  /** Nothing is parked longer, whatever its route says. */
  private static final Duration PARKED_AT_MOST = Duration.ofDays(90);

  private final Ledger ledger;
  private final ManagedPlugins plugins;
  private final FilterChain chain;

  /**
   * Looks for plug-ins, and puts to work what is configured.
   *
   * @param dns that plug-ins ask; need not be there yet
   */
  PluginParts(Settings settings, Storage storage, Server server, Supplier<DnsResolver> dns) {
    ledger = storage.ledger();
    plugins =
        new ManagedPlugins(
            settings.data(),
            settings.hostname(),
            PluginParts.class.getClassLoader(),
            storage.database(),
            storage.ledger(),
            KeyFile.open(settings.data(), settings.secretKey()),
            new ExtensionNames(dns),
            server.threads());
    chain = new FilterChain(settings.data().resolve("spool"), settings.maxMessageSize());
    try {
      plugins.sync();
    } catch (RuntimeException e) {
      plugins.close();
      throw e;
    }
  }

  void runBy(Timetable timetable) {
    timetable.every(Timetable.CHANGES, "looking for changed plug-ins", plugins::sync);
  }

  void deleteOld(Instant now) {
    plugins.deleteOld();
    Workers.forgetFiltered(ledger, now.minus(PARKED_AT_MOST));
  }

  void measure(NodeStatistics statistics) {
    ExtensionMetrics.register(plugins, statistics.registry());
  }

  ManagedPlugins plugins() {
    return plugins;
  }

  Slots slots() {
    return plugins.slots();
  }

  FilterChain chain() {
    return chain;
  }

  @Override
  public void close() {
    plugins.close();
  }
}
