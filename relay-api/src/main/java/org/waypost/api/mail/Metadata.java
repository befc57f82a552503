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
package org.waypost.api.mail;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What an application notes on a message that it submits, and gets back with what becomes of it:
 * texts by name, in the order given.
 *
 * @param entries at most {@value #MAX_ENTRIES}; names of 1 to 64 of {@code A-Za-z0-9_.-}, values of
 *     at most {@value #MAX_VALUE} characters, none of them a control character
 */
public record Metadata(Map<String, String> entries) {

  /** The most entries of a message. */
  public static final int MAX_ENTRIES = 20;

  /** The most characters of a value. */
  public static final int MAX_VALUE = 500;

  /** Nothing noted. */
  public static final Metadata NONE = new Metadata(Map.of());

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

  /** Checks and copies the entries. */
  public Metadata {
    entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    if (entries.size() > MAX_ENTRIES) {
      throw new IllegalArgumentException(
          "at most " + MAX_ENTRIES + " entries, not " + entries.size());
    }
    entries.forEach(Metadata::check);
  }

  /**
   * Checks one entry.
   *
   * @throws IllegalArgumentException that says what is wrong with the name or the value
   */
  public static void check(String name, String value) {
    if (name == null || !NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("a name has 1 to 64 letters, digits, and . _ -");
    }
    if (value == null) {
      throw new IllegalArgumentException("a value is required");
    }
    if (value.length() > MAX_VALUE) {
      throw new IllegalArgumentException(
          "at most " + MAX_VALUE + " characters, not " + value.length());
    }
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("control characters are not allowed");
    }
  }

  /** Whether nothing is noted. */
  public boolean isEmpty() {
    return entries.isEmpty();
  }

  /** One text, as it is queued and stored: lines of {@code name=value}; null without entries. */
  public String toText() {
    if (entries.isEmpty()) {
      return null;
    }
    List<String> lines = new ArrayList<>(entries.size());
    entries.forEach((name, value) -> lines.add(name + "=" + value));
    return String.join("\n", lines);
  }

  /**
   * Reads what {@link #toText} wrote.
   *
   * @param text null for no entries
   * @throws IllegalArgumentException when it is something else
   */
  public static Metadata ofText(String text) {
    if (text == null || text.isEmpty()) {
      return NONE;
    }
    Map<String, String> entries = new LinkedHashMap<>();
    for (String line : text.split("\n")) {
      int end = line.indexOf('=');
      if (end < 0) {
        throw new IllegalArgumentException("Metadata without a value");
      }
      entries.put(line.substring(0, end), line.substring(end + 1));
    }
    return new Metadata(entries);
  }
}
