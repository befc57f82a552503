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

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The typed parameters of a configuration: as declared in {@code plugin.xml}, checked, with the
 * declared defaults in place of what was not given. Immutable.
 *
 * <p>The accessor has to fit the declared type. A parameter that was neither given nor has a
 * default is absent: the plain accessors then throw {@link NoSuchElementException}, those that
 * return an {@code Optional} do not.
 */
public final class Parameters {

  /** None. */
  public static final Parameters NONE = new Parameters(Map.of());

  private final Map<String, Object> values;

  private Parameters(Map<String, Object> values) {
    this.values = values;
  }

  /**
   * Parameters of these values: {@link String} for text, choice and secret, {@link Long} for
   * integer, {@link Duration}, {@link Boolean}, and a {@link List} of strings. For the relay, and
   * for tests of plug-ins.
   *
   * @throws IllegalArgumentException when a value is of another type
   */
  public static Parameters of(Map<String, ?> values) {
    Map<String, Object> copy = new LinkedHashMap<>();
    values.forEach((name, value) -> copy.put(name, checked(name, value)));
    return new Parameters(Map.copyOf(copy));
  }

  private static Object checked(String name, Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(each -> cast(name, each, String.class)).toList();
    }
    if (value instanceof Integer number) {
      return number.longValue();
    }
    if (value instanceof String
        || value instanceof Long
        || value instanceof Duration
        || value instanceof Boolean) {
      return value;
    }
    throw new IllegalArgumentException("Parameter " + name + " has no value of a known type");
  }

  /** Names of the parameters that have a value. */
  public Set<String> names() {
    return values.keySet();
  }

  /** A text, choice or secret. */
  public String text(String name) {
    return required(name, String.class);
  }

  /** A text, choice or secret, if there is one. */
  public Optional<String> optionalText(String name) {
    return optional(name, String.class);
  }

  /** An integer. */
  public long integer(String name) {
    return required(name, Long.class);
  }

  /** An integer, if there is one. */
  public OptionalLong optionalInteger(String name) {
    return optional(name, Long.class).map(OptionalLong::of).orElseGet(OptionalLong::empty);
  }

  /** A duration. */
  public Duration duration(String name) {
    return required(name, Duration.class);
  }

  /** A boolean; false when it is absent. */
  public boolean flag(String name) {
    return optional(name, Boolean.class).orElse(false);
  }

  /** A list of texts; empty when it is absent. */
  public List<String> list(String name) {
    return optional(name, List.class).stream()
        .flatMap(list -> ((List<?>) list).stream())
        .map(String.class::cast)
        .toList();
  }

  private <T> T required(String name, Class<T> type) {
    return optional(name, type)
        .orElseThrow(() -> new NoSuchElementException("Parameter " + name + " has no value"));
  }

  private <T> Optional<T> optional(String name, Class<T> type) {
    Object value = values.get(name);
    return value == null ? Optional.empty() : Optional.of(cast(name, value, type));
  }

  private static <T> T cast(String name, Object value, Class<T> type) {
    if (!type.isInstance(value)) {
      throw new IllegalArgumentException(
          "Parameter "
              + name
              + " is no "
              + type.getSimpleName().toLowerCase(java.util.Locale.ROOT));
    }
    return type.cast(value);
  }

  /** The names alone: a value may be a secret. */
  @Override
  public String toString() {
    return "Parameters" + values.keySet();
  }
}
