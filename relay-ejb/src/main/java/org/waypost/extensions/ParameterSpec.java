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
 * A parameter that a contribution declares.
 *
 * @param name unique within the contribution
 * @param type of its values
 * @param required whether a configuration has to give it
 * @param fallback what holds when it is not given
 * @param bounds of its values
 * @param description for administrators
 */
public record ParameterSpec(
    String name,
    ParameterType type,
    boolean required,
    Optional<Object> fallback,
    ParameterBounds bounds,
    String description) {

  /**
   * Checks that all fits together.
   *
   * @throws PluginException when it does not
   */
  public ParameterSpec {
    Objects.requireNonNull(name, "name");
    if ((type == ParameterType.CHOICE) == bounds.choices().isEmpty()) {
      throw new PluginException(
          "parameter " + name + " has choices if its type is choice, and only then");
    }
    if (type == ParameterType.SECRET && fallback.isPresent()) {
      throw new PluginException("parameter " + name + " is a secret, which has no default");
    }
    if (fallback.isPresent()) {
      try {
        bounds.check(fallback.get());
      } catch (IllegalArgumentException e) {
        throw new PluginException("the default of parameter " + name + ": " + e.getMessage(), e);
      }
    }
  }

  /** Reads one as {@code plugin.xml} declares it; what is not there is null. */
  static ParameterSpec parse(
      String name,
      String type,
      String required,
      String fallback,
      String min,
      String max,
      List<String> choices,
      String description) {
    ParameterType known = ParameterType.of(type);
    try {
      return new ParameterSpec(
          name,
          known,
          "true".equals(required) || "1".equals(required),
          Optional.ofNullable(fallback).map(known::parse),
          ParameterBounds.parse(known, min, max, choices),
          description);
    } catch (IllegalArgumentException e) {
      throw new PluginException("parameter " + name + ": " + e.getMessage(), e);
    }
  }
}
