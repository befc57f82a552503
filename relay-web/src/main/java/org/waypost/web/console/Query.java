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

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/** The query of a page's own URL; empty values are left out, so that one filter has one URL. */
final class Query {

  private final Map<String, String> values;

  private Query(Map<String, String> values) {
    this.values = values;
  }

  static Query empty() {
    return new Query(new LinkedHashMap<>());
  }

  /** With a value set, or removed when it is null or empty. */
  Query with(String name, Object value) {
    Map<String, String> changed = new LinkedHashMap<>(values);
    if (value == null || value.toString().isEmpty()) {
      changed.remove(name);
    } else {
      changed.put(name, value.toString());
    }
    return new Query(changed);
  }

  /** A page of a list; the first one has no number. */
  Query withPage(int number) {
    return with("page", number <= 1 ? null : number);
  }

  /** The page's path with this query. */
  String on(String path) {
    StringJoiner query = new StringJoiner("&", path + "?", "").setEmptyValue(path);
    values.forEach((name, value) -> query.add(name + "=" + encode(value)));
    return query.toString();
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
