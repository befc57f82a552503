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

import java.util.List;
import java.util.Optional;
import org.waypost.definitions.Definitions;

/** Plug-ins, and what is configured of them. */
public interface Plugins {

  /** All that were found on this node, Waypost's own first. */
  List<Plugin> plugins();

  /** A contribution by its id. */
  Optional<Contribution> contribution(String id);

  /** What administrators have configured, for all nodes. */
  Definitions<PluginConfiguration> configurations();

  /** How a configuration does on this node; disabled when there is none. */
  ConfigurationStatus status(String configuration);

  /** The JSON of configurations. */
  ConfigurationFormat format();
}
