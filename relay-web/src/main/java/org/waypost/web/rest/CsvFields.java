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

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.waypost.json.InvalidMemberException;

/** One line of comma-separated values (RFC 4180 2), without line ends in a field. */
final class CsvFields {

  /** What a spreadsheet takes for a formula; with apostrophes before it, so that one can go. */
  private static final Pattern FORMULA = Pattern.compile("'*[=+@\\t\\r-]");

  private CsvFields() {}

  /**
   * Reads a line.
   *
   * @throws InvalidMemberException when a quote is not closed
   */
  static List<String> read(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        field.append('"');
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        fields.add(field.toString().strip());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    if (quoted) {
      throw new InvalidMemberException("", "a quote is not closed");
    }
    fields.add(field.toString().strip());
    return fields;
  }

  /** Writes a line, without its end; no field is a formula to a spreadsheet. */
  static String write(List<String> fields) {
    return fields.stream().map(CsvFields::written).collect(Collectors.joining(","));
  }

  private static String written(String field) {
    String guarded = FORMULA.matcher(field).lookingAt() ? "'" + field : field;
    return guarded.chars().anyMatch(c -> c == ',' || c == '"' || c < ' ')
        ? '"' + guarded.replaceAll("[\r\n]+", " ").replace("\"", "\"\"") + '"'
        : guarded;
  }

  /** Undoes what {@link #write} puts before a formula. */
  static String withoutGuard(String field) {
    return field.startsWith("'") && FORMULA.matcher(field).lookingAt() ? field.substring(1) : field;
  }
}
