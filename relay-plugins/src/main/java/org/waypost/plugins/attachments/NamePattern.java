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
package org.waypost.plugins.attachments;

import com.google.re2j.Pattern;
import java.util.Locale;

/**
 * Names of files, with {@code *} for any characters and {@code ?} for one, letters of either case.
 *
 * @param text as configured
 * @param pattern what it means
 */
record NamePattern(String text, Pattern pattern) {

  static NamePattern of(String text) {
    String stripped = text.strip().toLowerCase(Locale.ROOT);
    if (stripped.isEmpty() || stripped.length() > 200) {
      throw new IllegalArgumentException("A pattern of names has 1 to 200 characters");
    }
    StringBuilder meaning = new StringBuilder("(?is)");
    for (int i = 0; i < stripped.length(); i++) {
      String each = stripped.substring(i, i + 1);
      meaning.append(
          switch (each) {
            case "*" -> ".*";
            case "?" -> ".";
            default -> Pattern.quote(each);
          });
    }
    return new NamePattern(stripped, Pattern.compile(meaning.toString()));
  }

  boolean matches(String name) {
    // Windows takes "a.exe." and "a.exe " for "a.exe".
    return pattern.matches(name.replaceAll("[. ]+$", "")) || pattern.matches(name);
  }
}
