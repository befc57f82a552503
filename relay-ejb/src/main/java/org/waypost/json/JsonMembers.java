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
package org.waypost.json;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/**
 * The members of a JSON object, read strictly: each by its type, and those that nobody asked for
 * refused. null counts as left out. Every fault is an {@link InvalidMemberException} that names the
 * member.
 */
public final class JsonMembers {

  private static final int MOST_ITEMS = 1000;
  private static final int MOST_CHARACTERS = 1000;

  private final String path;
  private final JsonObject json;
  private final Set<String> known = new HashSet<>();

  private JsonMembers(String path, JsonObject json) {
    this.path = path;
    this.json = json;
  }

  /** The members of an object. */
  public static JsonMembers of(JsonObject json) {
    return new JsonMembers("", json);
  }

  /** The members of a member; without any when it is left out. */
  public JsonMembers object(String name) {
    JsonValue value = value(name);
    if (value == null) {
      return new JsonMembers(path + name + ".", JsonValue.EMPTY_JSON_OBJECT);
    }
    if (value instanceof JsonObject object) {
      return new JsonMembers(path + name + ".", object);
    }
    throw fault(name, "not an object: " + quoted(value));
  }

  /** The names of all members. */
  public Set<String> names() {
    return Set.copyOf(json.keySet());
  }

  /** Whether a member is given, and is not null. */
  public boolean has(String name) {
    return value(name) != null;
  }

  /** Whether a member is given as a text. */
  public boolean isText(String name) {
    return value(name) instanceof JsonString;
  }

  /** A text that has to be given, read by the parser. */
  public <T> T required(String name, Function<String, T> parser) {
    if (!has(name)) {
      throw fault(name, "has to be given");
    }
    return text(name, null, parser);
  }

  /** A text, read by the parser; or the fallback. */
  public <T> T text(String name, T fallback, Function<String, T> parser) {
    JsonValue value = value(name);
    return value == null ? fallback : parsed(name, value, parser);
  }

  /** A text of at most so many characters, as it is; null when it is left out. */
  public String longText(String name, int most) {
    JsonValue value = value(name);
    if (value == null) {
      return null;
    }
    if (value instanceof JsonString string && string.getString().length() <= most) {
      return string.getString();
    }
    throw fault(name, "not a text of at most " + most + " characters");
  }

  /** Whatever is given; null when it is left out. */
  public JsonValue any(String name) {
    return value(name);
  }

  /** true or false; or the fallback. */
  public boolean flag(String name, boolean fallback) {
    JsonValue value = value(name);
    if (value == null) {
      return fallback;
    }
    if (value == JsonValue.TRUE || value == JsonValue.FALSE) {
      return value == JsonValue.TRUE;
    }
    throw fault(name, "not true or false: " + quoted(value));
  }

  /** A whole number; or the fallback. */
  public long number(String name, long fallback) {
    JsonValue value = value(name);
    if (value == null) {
      return fallback;
    }
    try {
      if (value instanceof JsonNumber number) {
        return number.longValueExact();
      }
    } catch (ArithmeticException e) {
      throw fault(name, "not a whole number, or too large: " + quoted(value));
    }
    throw fault(name, "not a number: " + quoted(value));
  }

  /** A number that need not be whole; or the fallback. */
  public double decimal(String name, double fallback) {
    JsonValue value = value(name);
    if (value == null) {
      return fallback;
    }
    if (value instanceof JsonNumber number) {
      return number.doubleValue();
    }
    throw fault(name, "not a number: " + quoted(value));
  }

  /** Whole numbers within a range; none when it is left out. */
  public List<Long> numbers(String name, long least, long most) {
    List<JsonValue> items = items(name);
    List<Long> numbers = new ArrayList<>();
    for (JsonValue item : items == null ? List.<JsonValue>of() : items) {
      if (!(item instanceof JsonNumber number)
          || !number.isIntegral()
          || number.doubleValue() < least
          || number.doubleValue() > most) {
        throw fault(name, "whole numbers from " + least + " to " + most + ", not " + quoted(item));
      }
      numbers.add(number.longValue());
    }
    return numbers;
  }

  /** Texts, each read by the parser; or the fallback. */
  public <T> List<T> texts(String name, List<T> fallback, Function<String, T> parser) {
    List<JsonValue> items = items(name);
    if (items == null) {
      return fallback;
    }
    List<T> values = new ArrayList<>();
    for (JsonValue item : items) {
      values.add(parsed(name, item, parser));
    }
    return values;
  }

  /** One text, or a list of them, each read by the parser; nothing when it is left out. */
  public <T> List<T> oneOrMore(String name, Function<String, T> parser) {
    JsonValue value = value(name);
    if (value instanceof JsonString) {
      return List.of(parsed(name, value, parser));
    }
    List<T> values = texts(name, List.of(), parser);
    if (value != null && values.isEmpty()) {
      throw fault(name, "an empty list");
    }
    return values;
  }

  /** A whole number within a range; or the fallback. */
  public int number(String name, int fallback, int least, int most) {
    long number = number(name, fallback);
    if (number < least || number > most) {
      throw fault(name, "from " + least + " to " + most + ", not " + number);
    }
    return (int) number;
  }

  /** The members of an object, or of each object of a list; none when it is left out. */
  public List<JsonMembers> oneOrMoreObjects(String name) {
    return value(name) instanceof JsonObject ? List.of(object(name)) : objects(name);
  }

  /** The members of each object of a list; none when it is left out. */
  public List<JsonMembers> objects(String name) {
    List<JsonValue> items = items(name);
    List<JsonMembers> objects = new ArrayList<>();
    for (JsonValue item : items == null ? List.<JsonValue>of() : items) {
      if (!(item instanceof JsonObject object)) {
        throw fault(name, "not an object: " + quoted(item));
      }
      objects.add(new JsonMembers(path + name + "[" + objects.size() + "].", object));
    }
    return objects;
  }

  /** One of an enumeration's names, in lower case. */
  public <E extends Enum<E>> E oneOf(String name, E fallback, Class<E> type) {
    return text(
        name,
        fallback,
        text -> {
          List<String> names = new ArrayList<>();
          for (E constant : type.getEnumConstants()) {
            String lower = constant.name().toLowerCase(Locale.ROOT);
            if (lower.equalsIgnoreCase(text)) {
              return constant;
            }
            names.add(lower);
          }
          throw new IllegalArgumentException(
              "one of " + String.join(", ", names) + ", not '" + text + "'");
        });
  }

  /** Refuses members that were not asked for. */
  public void end() {
    for (String name : json.keySet()) {
      if (!known.contains(name)) {
        throw fault(shortened(name), "there is no such member");
      }
    }
  }

  /** What is wrong with a member. */
  public InvalidMemberException fault(String name, String problem) {
    return new InvalidMemberException(path + name, problem);
  }

  private JsonValue value(String name) {
    known.add(name);
    JsonValue value = json.get(name);
    return value == JsonValue.NULL ? null : value;
  }

  private List<JsonValue> items(String name) {
    JsonValue value = value(name);
    if (value == null) {
      return null;
    }
    if (!(value instanceof JsonArray array)) {
      throw fault(name, "not a list: " + quoted(value));
    }
    if (array.size() > MOST_ITEMS) {
      throw fault(name, "at most " + MOST_ITEMS + " items, not " + array.size());
    }
    return array;
  }

  private <T> T parsed(String name, JsonValue value, Function<String, T> parser) {
    if (!(value instanceof JsonString string) || string.getString().length() > MOST_CHARACTERS) {
      throw fault(
          name, "not a text of at most " + MOST_CHARACTERS + " characters: " + quoted(value));
    }
    try {
      return parser.apply(string.getString());
    } catch (IllegalArgumentException e) {
      throw fault(name, shortened(e.getMessage()));
    }
  }

  private static String quoted(JsonValue value) {
    return shortened(value.toString());
  }

  private static String shortened(String text) {
    String plain = text.replaceAll("\\p{Cntrl}", " ");
    return plain.length() <= 300 ? plain : plain.substring(0, 300) + "…";
  }
}
