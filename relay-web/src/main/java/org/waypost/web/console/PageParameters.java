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
package org.waypost.web.console;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.waypost.api.mail.MessageId;
import org.waypost.paging.PageRequest;

/** A page's parameters; remembers the names of those that could not be read. */
final class PageParameters {

  private static final int MAX_TEXT = 500;
  private static final int MAX_PAGE = 1_000_000;

  private final Map<String, String> values;
  private final List<String> unreadable = new ArrayList<>();

  PageParameters(Map<String, String> values) {
    this.values = values;
  }

  /** Text without white space around it; null when not given. */
  String text(String name) {
    String value = values.get(name);
    if (value == null || value.isBlank()) {
      return null;
    }
    String text = value.strip();
    return text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
  }

  <E extends Enum<E>> E oneOf(String name, Class<E> type) {
    String text = text(name);
    if (text == null) {
      return null;
    }
    try {
      return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      unreadable.add(name);
      return null;
    }
  }

  /** A day, a local time (both in UTC) or an instant. */
  Instant instant(String name) {
    String text = text(name);
    if (text == null) {
      return null;
    }
    try {
      if (text.length() == 10) {
        return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
      }
      return text.endsWith("Z")
          ? Instant.parse(text)
          : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      unreadable.add(name);
      return null;
    }
  }

  Optional<MessageId> id(String name) {
    String text = text(name);
    try {
      return text == null ? Optional.empty() : Optional.of(new MessageId(text));
    } catch (IllegalArgumentException e) {
      unreadable.add(name);
      return Optional.empty();
    }
  }

  PageRequest page(int size) {
    String text = text("page");
    if (text != null && text.matches("[1-9]\\d{0,6}") && Integer.parseInt(text) <= MAX_PAGE) {
      return new PageRequest(Integer.parseInt(text), size);
    }
    if (text != null) {
      unreadable.add("page");
    }
    return new PageRequest(1, size);
  }

  /** The names of the parameters that were given and made no sense, separated by commas. */
  String unreadable() {
    return String.join(", ", unreadable);
  }
}
