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
package org.waypost.returns;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The fields of a header, or of a group of a report: at most 200, of at most 4,000 characters. */
final class HeaderFields {

  private static final int MOST = 200;
  private static final int LONGEST = 4_000;

  private record Field(String name, String value) {}

  private final List<Field> fields;

  private HeaderFields(List<Field> fields) {
    this.fields = fields;
  }

  /** Where the header that a text begins with ends: at its first empty line. */
  static int end(String text) {
    int line = 0;
    while (line < text.length()) {
      int next = text.indexOf('\n', line);
      int end = next < 0 ? text.length() : next;
      if (end == line || (end == line + 1 && text.charAt(line) == '\r')) {
        return line;
      }
      line = next < 0 ? text.length() : next + 1;
    }
    return text.length();
  }

  /** Reads lines; what is no field is left out. */
  static HeaderFields read(String lines) {
    List<Field> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    int at = 0;
    while (at < lines.length() && fields.size() < MOST) {
      int next = lines.indexOf('\n', at);
      String line = lines.substring(at, next < 0 ? lines.length() : next).replace("\r", "");
      at = next < 0 ? lines.length() : next + 1;
      if (!line.isEmpty() && (line.charAt(0) == ' ' || line.charAt(0) == '\t')) {
        append(field, line);
      } else {
        add(fields, field);
        append(field, line);
      }
    }
    add(fields, field);
    return new HeaderFields(fields);
  }

  private static void append(StringBuilder field, String line) {
    if (field.length() < LONGEST) {
      field.append(field.isEmpty() ? "" : " ");
      field.append(line.strip(), 0, Math.min(line.strip().length(), LONGEST - field.length() + 1));
    }
  }

  private static void add(List<Field> fields, StringBuilder field) {
    int colon = field.indexOf(":");
    if (colon > 0) {
      fields.add(
          new Field(
              field.substring(0, colon).strip().toLowerCase(Locale.ROOT),
              field.substring(colon + 1).strip()));
    }
    field.setLength(0);
  }

  /** The value of the first field of this name, which is in lower case; empty without one. */
  String first(String name) {
    for (Field field : fields) {
      if (field.name().equals(name)) {
        return field.value();
      }
    }
    return "";
  }

  boolean has(String name) {
    return fields.stream().anyMatch(field -> field.name().equals(name));
  }
}
