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
package org.waypost.api.jms;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;

/** Writes JSON (RFC 8259) piece by piece; used by one thread. */
final class JsonText {

  private final Appendable out;
  private boolean first = true;

  JsonText(Appendable out) {
    this.out = out;
  }

  JsonText begin(char bracket) throws IOException {
    out.append(bracket);
    first = true;
    return this;
  }

  JsonText end(char bracket) throws IOException {
    out.append(bracket);
    first = false;
    return this;
  }

  /** The comma before every member but the first, and its name. */
  JsonText name(String name) throws IOException {
    next();
    string(name);
    out.append(':');
    return this;
  }

  /** The comma before every item but the first. */
  JsonText next() throws IOException {
    if (!first) {
      out.append(',');
    }
    first = false;
    return this;
  }

  void string(String text) throws IOException {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          // Lone surrogates too, which UTF-8 has no form for.
          if (c < ' ' || Character.isSurrogate(c)) {
            out.append("\\u").append(Integer.toHexString(0x10000 | c).substring(1));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  /** A member, unless its value is null. */
  void member(String name, String value) throws IOException {
    if (value != null) {
      name(name).string(value);
    }
  }

  /** A member, unless it has no items. */
  void member(String name, Collection<String> items) throws IOException {
    if (!items.isEmpty()) {
      name(name).begin('[');
      for (String item : items) {
        next().string(item);
      }
      end(']');
    }
  }

  /** A member, unless it is empty. */
  void member(String name, Map<String, String> entries) throws IOException {
    if (!entries.isEmpty()) {
      name(name).object(entries);
    }
  }

  void object(Map<String, String> entries) throws IOException {
    begin('{');
    for (Map.Entry<String, String> entry : entries.entrySet()) {
      member(entry.getKey(), entry.getValue());
    }
    end('}');
  }
}
