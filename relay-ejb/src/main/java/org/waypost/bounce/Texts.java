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
package org.waypost.bounce;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The words of notifications, in one language. Immutable. */
public final class Texts {

  /** What is spoken where no other language is known. */
  public static final String STANDARD = "en";

  /** The languages that there are, as ISO 639 has them. */
  public static final List<String> LANGUAGES =
      List.of("en", "de", "fr", "es", "it", "nl", "pl", "pt", "ja");

  private static final Map<String, Texts> ALL = read();

  private final Properties texts = new Properties();

  private Texts(String language) {
    try (Reader in =
        new InputStreamReader(
            Texts.class.getResourceAsStream("texts_" + language + ".properties"),
            StandardCharsets.UTF_8)) {
      texts.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Texts> read() {
    Map<String, Texts> all = new HashMap<>();
    LANGUAGES.forEach(language -> all.put(language, new Texts(language)));
    return Map.copyOf(all);
  }

  /** In this language, or in English. */
  static Texts in(String language) {
    return ALL.getOrDefault(language, ALL.get(STANDARD));
  }

  /** The words for a key. */
  String get(String key) {
    return texts.getProperty(key);
  }

  /** The words for a key, with something in their midst. */
  String get(String key, Object value) {
    return get(key).replace("{0}", value.toString());
  }

  Properties all() {
    return texts;
  }
}
