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
import java.util.Locale;

/** What a parameter may be: the types of JSON. */
public enum ParameterType {
  /** A string. */
  TEXT,
  /** A number. */
  NUMBER,
  /** true or false. */
  BOOLEAN,
  /** An array of whatever. */
  LIST,
  /** An object of whatever. */
  OBJECT;

  /** As in JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean allows(JsonValue value) {
    return switch (value.getValueType()) {
      case STRING -> this == TEXT;
      case NUMBER -> this == NUMBER;
      case TRUE, FALSE -> this == BOOLEAN;
      case ARRAY -> this == LIST;
      case OBJECT -> this == OBJECT;
      case NULL -> false;
    };
  }
}
