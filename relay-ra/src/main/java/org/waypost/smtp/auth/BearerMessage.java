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
package org.waypost.smtp.auth;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Pairs {@code key=value}, each ended by U+0001, and one more U+0001 behind the last: what
 * OAUTHBEARER (RFC 7628 3.1) and XOAUTH2 have in common.
 */
final class BearerMessage {

  private static final char END = '\u0001';
  private static final String SCHEME = "bearer ";
  // RFC 6750 2.1
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

  private final Map<String, String> pairs = new HashMap<>();

  private BearerMessage() {}

  /**
   * Reads pairs.
   *
   * @throws MalformedMessageException when they are none
   */
  static BearerMessage parse(String text) {
    int length = text.length();
    if (length < 2 || text.charAt(length - 1) != END || text.charAt(length - 2) != END) {
      throw new MalformedMessageException("The response does not end as it should");
    }
    BearerMessage message = new BearerMessage();
    for (String pair : text.substring(0, length - 2).split(String.valueOf(END), -1)) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw new MalformedMessageException("The response is not of pairs key=value");
      }
      if (message.pairs.put(pair.substring(0, equals), pair.substring(equals + 1)) != null) {
        throw new MalformedMessageException("A key is there twice");
      }
    }
    return message;
  }

  /** A value, or null. */
  String value(String key) {
    return pairs.get(key);
  }

  /**
   * The access token.
   *
   * @throws MalformedMessageException when there is none
   */
  String token() {
    String value = pairs.getOrDefault("auth", "");
    if (!value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw new MalformedMessageException("There is no auth=Bearer");
    }
    String token = value.substring(SCHEME.length()).strip();
    if (!TOKEN.matcher(token).matches()) {
      throw new MalformedMessageException("There is no token behind auth=Bearer");
    }
    return token;
  }
}
