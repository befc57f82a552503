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

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.waypost.api.settings.DurationText;

/** The types of parameters: how each is read from JSON and from an attribute, and written. */
public enum ParameterType {
  /** A text. */
  TEXT,
  /** A whole number. */
  INTEGER,
  /** A length of time. */
  DURATION,
  /** true or false. */
  BOOLEAN,
  /** One of some texts. */
  CHOICE,
  /** Texts. */
  LIST,
  /** A text that is never shown. */
  SECRET;

  /** Longest text, unless the parameter says otherwise. */
  static final int MAX_TEXT = 20_000;

  /** Most items of a list. */
  static final int MAX_ITEMS = 1_000;

  /** The word in {@code plugin.xml} and REST. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static ParameterType of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /**
   * The value of a member.
   *
   * @throws IllegalArgumentException when it is of another type
   */
  Object read(JsonValue json) {
    return switch (this) {
      case TEXT, CHOICE, SECRET -> text(json);
      case INTEGER -> number(json);
      case DURATION -> DurationText.parse(text(json));
      case BOOLEAN -> flag(json);
      case LIST -> list(json);
    };
  }

  /**
   * The value of an attribute.
   *
   * @throws IllegalArgumentException when it is of another type
   */
  Object parse(String text) {
    return switch (this) {
      case TEXT, CHOICE, SECRET -> text;
      case INTEGER -> Long.valueOf(text.strip());
      case DURATION -> DurationText.parse(text);
      case BOOLEAN -> flag(text);
      case LIST ->
          Arrays.stream(text.split(","))
              .map(String::strip)
              .filter(each -> !each.isEmpty())
              .toList();
    };
  }

  /** A value as a member. */
  static JsonValue write(Object value) {
    if (value instanceof Boolean flag) {
      return flag ? JsonValue.TRUE : JsonValue.FALSE;
    }
    if (value instanceof Long number) {
      return Json.createValue(number);
    }
    if (value instanceof List<?> list) {
      return Json.createArrayBuilder(list).build();
    }
    return Json.createValue(
        value instanceof Duration duration ? DurationText.format(duration) : (String) value);
  }

  private static String text(JsonValue json) {
    if (json instanceof JsonString string) {
      return string.getString();
    }
    throw new IllegalArgumentException("not a text");
  }

  private static Long number(JsonValue json) {
    try {
      if (json instanceof JsonNumber number) {
        return number.longValueExact();
      }
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("not a whole number, or too large", e);
    }
    throw new IllegalArgumentException("not a number");
  }

  private static Boolean flag(JsonValue json) {
    if (json == JsonValue.TRUE || json == JsonValue.FALSE) {
      return json == JsonValue.TRUE;
    }
    throw new IllegalArgumentException("not true or false");
  }

  private static Boolean flag(String text) {
    return switch (text.strip()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("not true or false: '" + text + "'");
    };
  }

  private static List<String> list(JsonValue json) {
    if (!(json instanceof JsonArray array)) {
      throw new IllegalArgumentException("not a list");
    }
    if (array.size() > MAX_ITEMS) {
      throw new IllegalArgumentException("at most " + MAX_ITEMS + " items, not " + array.size());
    }
    List<String> items = new ArrayList<>();
    array.forEach(item -> items.add(text(item)));
    return items;
  }
}
