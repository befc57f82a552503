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
package org.waypost.definitions;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Comparator;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.waypost.store.Version;

/**
 * How definitions of one kind are stored.
 *
 * @param table with the columns name, position, definition, changed_at
 * @param called what one is called where it is logged, such as {@code Shaping rule}
 * @param version raised with each change
 * @param most how many there may be, as every node holds them in memory
 * @param characters how long the JSON may be
 * @param longest the member to blame when it is longer
 * @param name of a definition
 * @param position of a definition; they are looked at in this order
 * @param write a definition as JSON
 * @param read a definition of that name from its JSON
 * @param shipped those that hold where administrators made none of the same name, by name
 */
public record Kind<T>(
    String table,
    String called,
    Version version,
    int most,
    int characters,
    String longest,
    Function<T, String> name,
    ToIntFunction<T> position,
    Function<T, JsonObjectBuilder> write,
    BiFunction<String, JsonObject, T> read,
    Map<String, T> shipped) {

  /** Copies what is shipped. */
  public Kind {
    shipped = Map.copyOf(shipped);
  }

  /** One of which nothing is shipped. */
  public Kind(
      String table,
      String called,
      Version version,
      int most,
      int characters,
      String longest,
      Function<T, String> name,
      ToIntFunction<T> position,
      Function<T, JsonObjectBuilder> write,
      BiFunction<String, JsonObject, T> read) {
    this(table, called, version, most, characters, longest, name, position, write, read, Map.of());
  }

  /** In the order in which they are looked at. */
  Comparator<Stored<T>> order() {
    return Comparator.comparingInt((Stored<T> each) -> position.applyAsInt(each.definition()))
        .thenComparing(each -> name.apply(each.definition()));
  }
}
