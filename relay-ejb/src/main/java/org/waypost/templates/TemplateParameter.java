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

import jakarta.json.JsonValue;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A parameter that a template declares.
 *
 * @param name letters, digits and {@code _}, no digit first; at most 64
 * @param type what it may be
 * @param required whether a submission has to give it; one with a fallback never has to
 * @param fallback what stands for it where it is not given; null without
 * @param description for those who submit; empty without
 */
public record TemplateParameter(
    String name, ParameterType type, boolean required, JsonValue fallback, String description) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");

  /**
   * Checks the name, and the type of the fallback.
   *
   * @throws IllegalArgumentException that says what is wrong
   */
  public TemplateParameter {
    Objects.requireNonNull(type, "type");
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a name has 1 to 64 letters, digits and _, and begins with no digit");
    }
    if (fallback != null && !type.allows(fallback)) {
      throw new IllegalArgumentException("the default of " + name + " is no " + type.word());
    }
    if (description.length() > 500) {
      throw new IllegalArgumentException("a description has at most 500 characters");
    }
  }
}
