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
package org.waypost.smtp.command;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.waypost.api.mail.Reply;

/**
 * The argument of MAIL and RCPT: {@code FROM:<path> KEY=value KEY}.
 *
 * @param path without its angle brackets; may be empty
 * @param parameters by keyword in upper case, in the order given; the value is empty when there is
 *     none
 */
record PathArgument(String path, Map<String, String> parameters) {

  /** RFC 6531 3.5. */
  static final Reply NEEDS_UTF8 =
      Reply.of(553, "5.6.7", "Address is not ASCII and SMTPUTF8 was not given");

  /**
   * Reads an argument.
   *
   * @param keyword {@code FROM} or {@code TO}
   * @throws IllegalArgumentException when it is malformed; the message says how
   */
  static PathArgument parse(String keyword, String argument) {
    String prefix = keyword + ":";
    if (!argument.regionMatches(true, 0, prefix, 0, prefix.length())) {
      throw new IllegalArgumentException("Expected " + prefix + "<address>");
    }
    // RFC 5321 3.3 allows no space behind the colon, but many clients send one.
    String rest = argument.substring(prefix.length()).stripLeading();
    if (!rest.startsWith("<")) {
      throw new IllegalArgumentException("Expected an address in angle brackets");
    }
    int end = endOfPath(rest);
    String behind = rest.substring(end + 1);
    if (!behind.isEmpty() && behind.charAt(0) != ' ') {
      throw new IllegalArgumentException("Expected a space behind the address");
    }
    return new PathArgument(rest.substring(1, end), parameters(behind.strip()));
  }

  boolean isAscii() {
    return path.chars().allMatch(c -> c < 0x80);
  }

  /** Index of the closing bracket, which may also stand within a quoted local part. */
  private static int endOfPath(String text) {
    boolean quoted = false;
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == '>' && !quoted) {
        return i;
      }
    }
    throw new IllegalArgumentException("Address without its closing angle bracket");
  }

  private static Map<String, String> parameters(String text) {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (text.isEmpty()) {
      return parameters;
    }
    for (String part : text.split(" +")) {
      int equals = part.indexOf('=');
      String key = (equals < 0 ? part : part.substring(0, equals)).toUpperCase(Locale.ROOT);
      String value = equals < 0 ? "" : part.substring(equals + 1);
      if (key.isEmpty() || (equals >= 0 && value.isEmpty())) {
        throw new IllegalArgumentException("Malformed parameter");
      }
      if (parameters.put(key, value) != null) {
        throw new IllegalArgumentException("Parameter given twice: " + key);
      }
    }
    return parameters;
  }
}
