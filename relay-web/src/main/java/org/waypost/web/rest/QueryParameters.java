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
package org.waypost.web.rest;

import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.waypost.api.mail.MessageId;
import org.waypost.paging.PageRequest;
import org.waypost.web.problem.Problem;
import org.waypost.web.problem.ProblemException;

/**
 * The query parameters of a call, read strictly.
 *
 * <p>Every method throws {@link ProblemException} (400) that names the parameter. An empty
 * parameter counts as not given.
 */
final class QueryParameters {

  private static final int MAX_TEXT = 500;

  private final MultivaluedMap<String, String> values;

  /** Refuses parameters other than the known ones: a misspelt filter must not select everything. */
  QueryParameters(MultivaluedMap<String, String> values, Set<String> known) {
    for (String name : values.keySet()) {
      if (!known.contains(name)) {
        throw invalid(name, "There is no such parameter here.");
      }
    }
    this.values = values;
  }

  /** Free text of at most 500 characters; null when not given. */
  String text(String name) {
    String value = single(name);
    if (value != null && value.length() > MAX_TEXT) {
      throw invalid(name, "Longer than " + MAX_TEXT + " characters.");
    }
    return value;
  }

  /** A moment in ISO 8601, with an offset, or a day in UTC; null when not given. */
  Instant instant(String name) {
    String value = single(name);
    if (value == null) {
      return null;
    }
    try {
      return value.length() == 10
          ? LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant()
          : Instant.parse(value);
    } catch (DateTimeParseException e) {
      throw invalid(
          name,
          "Not a time in ISO 8601, such as 2026-11-23T09:30:00Z or 2026-11-23"
              + " (a plus sign in a URL is written %2B).");
    }
  }

  /** One of an enumeration's names in lower case; null when not given. */
  <E extends Enum<E>> E oneOf(String name, Class<E> type) {
    String value = single(name);
    if (value == null) {
      return null;
    }
    List<String> names = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      String lower = constant.name().toLowerCase(Locale.ROOT);
      if (lower.equals(value)) {
        return constant;
      }
      names.add(lower);
    }
    throw invalid(name, "One of " + String.join(", ", names) + ".");
  }

  /** The page asked for: parameters page and size. */
  PageRequest page() {
    int number = number("page", 1, 1_000_000);
    int size = number("size", PageRequest.DEFAULT_SIZE, 500);
    return new PageRequest(number, size);
  }

  /** Values of a parameter that may be repeated, and may hold several separated by commas. */
  List<String> list(String name) {
    List<String> list = new ArrayList<>();
    for (String value : values.getOrDefault(name, List.of())) {
      for (String part : value.split(",")) {
        if (!part.isBlank()) {
          list.add(part.strip());
        }
      }
    }
    return list;
  }

  /** A value that has to be given, but may be empty. */
  String required(String name) {
    List<String> all = values.getOrDefault(name, List.of());
    if (all.size() != 1) {
      throw invalid(name, "Has to be given once.");
    }
    return all.get(0);
  }

  /** The id in a path; what is no id is not found. */
  static MessageId id(String text) {
    try {
      return new MessageId(text);
    } catch (IllegalArgumentException e) {
      throw notFound();
    }
  }

  /** There is no message of that id. */
  static ProblemException notFound() {
    return new ProblemException(Problem.of(404, "There is no message with this id."));
  }

  /** A whole number, 1 or more. */
  int number(String name, int fallback, int most) {
    String value = single(name);
    if (value == null) {
      return fallback;
    }
    try {
      int number = Integer.parseInt(value);
      if (number >= 1 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below, with the range
    }
    throw invalid(name, "A whole number from 1 to " + most + ".");
  }

  private String single(String name) {
    List<String> all = values.getOrDefault(name, List.of());
    if (all.size() > 1) {
      throw invalid(name, "Given more than once.");
    }
    return all.isEmpty() || all.get(0).isEmpty() ? null : all.get(0);
  }

  private static ProblemException invalid(String name, String detail) {
    return new ProblemException(Problem.invalid(name, detail));
  }
}
