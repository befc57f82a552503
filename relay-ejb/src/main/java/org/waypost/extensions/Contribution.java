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
import java.util.Objects;
import java.util.Optional;

/**
 * What a plug-in contributes to an extension point.
 *
 * @param id the plug-in's id, a dot, and its own: what configurations name
 * @param plugin id of the plug-in
 * @param point that it contributes to
 * @param name for administrators
 * @param description for administrators; may be empty
 * @param className that implements it
 * @param stage of a content filter, unless a configuration says otherwise
 * @param parameters in the order of {@code plugin.xml}
 */
public record Contribution(
    String id,
    String plugin,
    ExtensionPoint point,
    String name,
    String description,
    String className,
    Stage stage,
    List<ParameterSpec> parameters) {

  /** Copies the parameters. */
  public Contribution {
    Objects.requireNonNull(point, "point");
    parameters = List.copyOf(parameters);
  }

  /** A parameter by its name. */
  Optional<ParameterSpec> parameter(String wanted) {
    return parameters.stream().filter(each -> each.name().equals(wanted)).findFirst();
  }
}
