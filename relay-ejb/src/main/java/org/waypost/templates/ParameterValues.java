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

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.waypost.json.InvalidMemberException;

/** What a submission gives for the parameters of a template, checked against what it declares. */
final class ParameterValues {

  private static final String MEMBER = "parameters";

  private ParameterValues() {}

  /**
   * The values by name: texts, numbers, booleans, lists and maps of these.
   *
   * @throws InvalidMemberException that names the parameter
   */
  static Map<String, Object> of(List<TemplateParameter> declared, JsonObject given) {
    if (declared.isEmpty()) {
      return values(given);
    }
    Set<String> names =
        declared.stream().map(TemplateParameter::name).collect(Collectors.toUnmodifiableSet());
    for (String name : given.keySet()) {
      if (!names.contains(name)) {
        throw new InvalidMemberException(
            member(name), "the template declares no such parameter; it has " + listed(declared));
      }
    }
    Map<String, Object> values = new LinkedHashMap<>();
    for (TemplateParameter parameter : declared) {
      JsonValue value = value(parameter, given);
      if (value != null) {
        values.put(parameter.name(), value(value));
      }
    }
    return values;
  }

  private static JsonValue value(TemplateParameter parameter, JsonObject given) {
    JsonValue value = given.get(parameter.name());
    if (value != null && value != JsonValue.NULL) {
      if (!parameter.type().allows(value)) {
        throw new InvalidMemberException(
            member(parameter.name()), "has to be of type " + parameter.type().word());
      }
      return value;
    }
    if (parameter.fallback() == null && parameter.required()) {
      throw new InvalidMemberException(member(parameter.name()), "has to be given");
    }
    return parameter.fallback();
  }

  private static String member(String name) {
    String plain = name.replaceAll("\\p{Cntrl}", " ");
    return MEMBER + "." + (plain.length() <= 64 ? plain : plain.substring(0, 64) + "…");
  }

  private static String listed(List<TemplateParameter> declared) {
    return declared.stream().map(TemplateParameter::name).collect(Collectors.joining(", "));
  }

  private static Map<String, Object> values(JsonObject object) {
    Map<String, Object> values = new LinkedHashMap<>();
    // Null is what is not given: a template that needs it says so.
    object.forEach(
        (name, value) -> {
          if (value != JsonValue.NULL) {
            values.put(name, value(value));
          }
        });
    return values;
  }

  private static Object value(JsonValue value) {
    if (value instanceof JsonString text) {
      return text.getString();
    }
    if (value instanceof JsonNumber number) {
      return number.bigDecimalValue();
    }
    if (value instanceof JsonArray array) {
      return array.stream()
          .filter(each -> each != JsonValue.NULL)
          .map(ParameterValues::value)
          .toList();
    }
    if (value instanceof JsonObject object) {
      return values(object);
    }
    return value == JsonValue.TRUE;
  }
}
