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

import com.google.re2j.Pattern;
import java.util.Locale;

/**
 * Matches names of hosts and domains, whatever their case; {@code *} stands for any characters.
 *
 * @param text as it was given, in lower case
 * @param pattern its meaning
 */
public record HostPattern(String text, Pattern pattern) {

  /**
   * Reads a pattern such as {@code *.mail.example.com}.
   *
   * @throws IllegalArgumentException when it is empty, longer than 255 characters, or has others
   *     than names of hosts have
   */
  public static HostPattern of(String text) {
    String lower = text.strip().toLowerCase(Locale.ROOT);
    if (lower.isEmpty() || lower.length() > 255 || !lower.matches("[\\p{L}\\p{N}._:*-]+")) {
      throw new IllegalArgumentException(
          "not a name of hosts, with * for any part: '" + text + "'");
    }
    StringBuilder meaning = new StringBuilder("(?i)");
    for (int i = 0; i < lower.length(); i++) {
      String each = lower.substring(i, i + 1);
      meaning.append(each.equals("*") ? ".*" : Pattern.quote(each));
    }
    return new HostPattern(lower, Pattern.compile(meaning.toString()));
  }

  /** Whether a name is meant. */
  public boolean matches(String name) {
    return pattern.matches(name);
  }
}
