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
package org.waypost.scheduling;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The rules that come with Waypost, from a file among its classes. */
final class ShippedShaping {

  private static final String FILE = "shipped-shaping.json";

  private ShippedShaping() {}

  /** The rules by name. */
  static Map<String, ShapingRule> read(ShapingFormat format) {
    Map<String, ShapingRule> rules = new LinkedHashMap<>();
    try (InputStream in = ShippedShaping.class.getResourceAsStream(FILE);
        JsonReader reader = Json.createReader(in)) {
      for (JsonObject json : reader.readArray().getValuesAs(JsonObject.class)) {
        ShapingRule rule = format.read(null, json);
        rules.put(rule.name(), rule);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("A file among the classes can be read", e);
    }
    return Map.copyOf(rules);
  }
}
