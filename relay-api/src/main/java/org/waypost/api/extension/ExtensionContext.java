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
package org.waypost.api.extension;

import java.nio.file.Path;
import java.util.Objects;

/**
 * What an extension is given when it starts.
 *
 * @param name of the configuration, unique; for logs
 * @param hostname of the relay, as in its greeting
 * @param parameters as configured and checked against what {@code plugin.xml} declares
 * @param names the relay's DNS, which follows its settings
 * @param state what nodes remember together
 * @param folder for files of this configuration on this node; made when first asked for by the
 *     plug-in itself, kept when the plug-in is removed
 */
public record ExtensionContext(
    String name,
    String hostname,
    Parameters parameters,
    NameLookup names,
    SharedState state,
    Path folder) {

  /** Checks that nothing is missing. */
  public ExtensionContext {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(hostname, "hostname");
    Objects.requireNonNull(parameters, "parameters");
    Objects.requireNonNull(names, "names");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(folder, "folder");
  }
}
