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

import java.time.InstantSource;
import java.util.List;
import org.waypost.definitions.Kind;
import org.waypost.definitions.ManagedDefinitions;
import org.waypost.definitions.Stored;
import org.waypost.store.Database;
import org.waypost.store.Ledger;
import org.waypost.store.Version;

/** The configurations in the database, applied to the slots of this node. */
final class ManagedConfigurations extends ManagedDefinitions<PluginConfiguration> {

  private final WorkingSet working;

  ManagedConfigurations(Database database, Ledger ledger, WorkingSet working) {
    super(database, ledger, InstantSource.system(), kind());
    this.working = working;
  }

  private static Kind<PluginConfiguration> kind() {
    return new Kind<>(
        "plugin_configuration",
        "Plug-in configuration",
        new Version("definition_version", "kind", "plugins"),
        500,
        60_000,
        "parameters",
        PluginConfiguration::name,
        PluginConfiguration::position,
        JsonConfigurationFormat::writeStored,
        JsonConfigurationFormat::readStored);
  }

  @Override
  protected void use(List<Stored<PluginConfiguration>> all) {
    working.use(all.stream().map(Stored::definition).toList());
  }
}
