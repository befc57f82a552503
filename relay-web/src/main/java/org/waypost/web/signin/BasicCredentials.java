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
package org.waypost.web.signin;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * What stands in an {@code Authorization: Basic} header (RFC 7617).
 *
 * @param name of the user
 * @param password in clear
 */
record BasicCredentials(String name, String password) {

  /** Credentials longer than this are nobody's. */
  private static final int MAX_LENGTH = 2048;

  private static final String SCHEME = "Basic ";

  /** Reads the header's value; empty when it is not Basic, or malformed. */
  static Optional<BasicCredentials> parse(String header) {
    if (header == null
        || header.length() > MAX_LENGTH
        || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
      // RFC 7617 2.1: UTF-8 is what the challenge asks for.
      String pair = new String(decoded, StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      return colon < 1
          ? Optional.empty()
          : Optional.of(new BasicCredentials(pair.substring(0, colon), pair.substring(colon + 1)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Leaves the password out, so that it never reaches a log. */
  @Override
  public String toString() {
    return "BasicCredentials[name=" + name + "]";
  }
}
