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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.core.runtime.IConfigurationElement;

/** Reads contributions from the elements of the registry; their schemas have been checked. */
final class ContributionElement {

  private ContributionElement() {}

  /**
   * Reads one.
   *
   * @throws PluginException when its parameters make no sense
   */
  static Contribution read(String plugin, ExtensionPoint point, IConfigurationElement element) {
    String id = plugin + "." + element.getAttribute("id");
    try {
      return new Contribution(
          id,
          plugin,
          point,
          element.getAttribute("name"),
          description(element),
          element.getAttribute("class"),
          "queued".equals(element.getAttribute("stage")) ? Stage.QUEUED : Stage.SESSION,
          parameters(element));
    } catch (PluginException e) {
      throw new PluginException("plugin.xml, " + id + ": " + e.getMessage(), e);
    }
  }

  private static String description(IConfigurationElement element) {
    return Arrays.stream(element.getChildren("description"))
        .map(IConfigurationElement::getValue)
        .filter(text -> text != null)
        .map(text -> text.strip().replaceAll("\\s+", " "))
        .findFirst()
        .orElse("");
  }

  private static List<ParameterSpec> parameters(IConfigurationElement element) {
    List<ParameterSpec> parameters = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (IConfigurationElement each : element.getChildren("parameter")) {
      ParameterSpec parameter =
          ParameterSpec.parse(
              each.getAttribute("name"),
              each.getAttribute("type"),
              each.getAttribute("required"),
              each.getAttribute("default"),
              each.getAttribute("min"),
              each.getAttribute("max"),
              Arrays.stream(each.getChildren("choice"))
                  .map(choice -> choice.getAttribute("value"))
                  .toList(),
              each.getAttribute("description"));
      if (!names.add(parameter.name())) {
        throw new PluginException("there are two parameters " + parameter.name());
      }
      parameters.add(parameter);
    }
    return parameters;
  }
}
