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
package org.waypost.plugins.mime;

import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A value with parameters, as Content-Type and Content-Disposition have it (RFC 2045 5.1, RFC
 * 2183), parameters in parts and with character sets put together (RFC 2231).
 *
 * @param value in lower case
 * @param parameters by their names in lower case
 */
public record StructuredValue(String value, Map<String, String> parameters) {

  private static final int MOST_PARAMETERS = 100;

  /** Copies the parameters. */
  public StructuredValue {
    parameters = Map.copyOf(parameters);
  }

  /** Reads one, leniently. */
  public static StructuredValue parse(String text) {
    Map<String, String> raw = new LinkedHashMap<>();
    int semicolon = text.indexOf(';');
    String value = semicolon < 0 ? text : text.substring(0, semicolon);
    int at = semicolon < 0 ? text.length() : semicolon + 1;
    while (at < text.length() && raw.size() < MOST_PARAMETERS) {
      int equals = text.indexOf('=', at);
      int end = text.indexOf(';', at);
      if (equals < 0) {
        break;
      }
      if (end >= 0 && end < equals) {
        at = end + 1;
        continue;
      }
      String name = text.substring(at, equals).strip().toLowerCase(Locale.ROOT);
      StringBuilder found = new StringBuilder();
      at = value(text, equals + 1, found);
      raw.putIfAbsent(name, found.toString());
    }
    return new StructuredValue(value.strip().toLowerCase(Locale.ROOT), joined(raw));
  }

  /** Reads a token or quoted string; gives where the next parameter begins. */
  private static int value(String text, int from, StringBuilder found) {
    int at = from;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    if (at < text.length() && text.charAt(at) == '"') {
      for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
        if (text.charAt(at) == '\\' && at + 1 < text.length()) {
          at++;
        }
        found.append(text.charAt(at));
      }
      int end = text.indexOf(';', Math.min(at, text.length()));
      return end < 0 ? text.length() : end + 1;
    }
    int end = text.indexOf(';', at);
    found.append(text.substring(at, end < 0 ? text.length() : end).strip());
    return end < 0 ? text.length() : end + 1;
  }

  private static Map<String, String> joined(Map<String, String> raw) {
    Map<String, String> joined = new LinkedHashMap<>();
    raw.forEach(
        (name, value) -> {
          int star = name.indexOf('*');
          if (star < 0) {
            joined.putIfAbsent(name, value);
          } else if (!joined.containsKey(name.substring(0, star))) {
            joined.put(name.substring(0, star), pieces(raw, name.substring(0, star)));
          }
        });
    return joined;
  }

  /** RFC 2231 3 and 4: {@code name*0*=utf-8''a%20; name*1=b}, or {@code name*=utf-8''a%20b}. */
  private static String pieces(Map<String, String> raw, String name) {
    if (raw.containsKey(name + "*")) {
      return decoded(raw.get(name + "*"), true);
    }
    StringBuilder whole = new StringBuilder();
    String charset = "";
    for (int i = 0; i < MOST_PARAMETERS; i++) {
      String plain = raw.get(name + "*" + i);
      String encoded = raw.get(name + "*" + i + "*");
      if (plain == null && encoded == null) {
        break;
      }
      if (encoded != null && i == 0) {
        int quote = encoded.indexOf('\'');
        charset = quote < 0 ? "" : encoded.substring(0, quote) + "''";
      }
      whole.append(
          plain != null
              ? plain
              : decoded(i == 0 ? encoded : charset + encoded, !charset.isEmpty()));
    }
    return whole.toString();
  }

  private static String decoded(String text, boolean hasCharset) {
    int first = text.indexOf('\'');
    int second = first < 0 ? -1 : text.indexOf('\'', first + 1);
    Charset charset = StandardCharsets.UTF_8;
    String rest = text;
    if (hasCharset && second >= 0) {
      rest = text.substring(second + 1);
      try {
        charset = Charset.forName(text.substring(0, first));
      } catch (IllegalArgumentException e) {
        charset = StandardCharsets.UTF_8;
      }
    }
    try {
      return URLDecoder.decode(rest.replace("+", "%2B"), charset);
    } catch (IllegalArgumentException e) {
      return rest;
    }
  }
}
