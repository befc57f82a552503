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
package org.waypost.classification;

import com.google.re2j.PatternSyntaxException;
import java.util.Objects;
import java.util.regex.Pattern;
import org.waypost.json.InvalidMemberException;

/**
 * What a kind of reply means. A condition that is null holds for every reply.
 *
 * @param id unique among the rules; 1 to 64 letters, digits and {@code . _ -}
 * @param category what it means
 * @param code beginning of the reply code: {@code 5}, {@code 55} or {@code 550}
 * @param status an enhanced status code, with {@code x} or {@code *} for any: {@code 5.7.*}
 * @param host name of the peer, with {@code *} for anything at its start: {@code *.example.com}
 * @param text pattern of RE2 that is searched in the reply's text without regard to case; at most
 *     1,000 characters
 */
public record BounceRule(
    String id, Category category, String code, String status, String host, String text) {

  private static final int MOST_TEXT = 1_000;
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern CODE = Pattern.compile("[45]\\d{0,2}");
  private static final Pattern STATUS =
      Pattern.compile("[45x*]\\.(\\d{1,3}|[x*])\\.(\\d{1,3}|[x*])");
  private static final Pattern HOST = Pattern.compile("\\*|(\\*\\.)?[A-Za-z0-9._-]{1,255}");

  /**
   * Checks the parts.
   *
   * @throws InvalidMemberException when one makes no sense
   */
  public BounceRule {
    Objects.requireNonNull(category, "A rule has a category");
    require("name", id, ID, "1 to 64 letters, digits, dots, hyphens");
    if (code != null) {
      require("code", code, CODE, "the beginning of a reply code, such as 5 or 550");
    }
    if (status != null) {
      require("status", status, STATUS, "an enhanced status code, such as 5.7.1 or x.2.*");
    }
    if (host != null) {
      require("host", host, HOST, "a host name, such as mx.example.com or *.example.com");
    }
    if (text != null) {
      checkText(text);
    }
    if (code == null && status == null && host == null && text == null) {
      throw new InvalidMemberException(
          "text", "a rule has a condition: code, status, host or text");
    }
  }

  private static void require(String member, String value, Pattern pattern, String what) {
    if (value == null || !pattern.matcher(value).matches()) {
      throw new InvalidMemberException(member, "not " + what);
    }
  }

  /** Without look-around and back references: those could keep a worker busy for ever. */
  private static void checkText(String text) {
    if (text.isEmpty() || text.length() > MOST_TEXT) {
      throw new InvalidMemberException("text", "has 1 to " + MOST_TEXT + " characters");
    }
    try {
      com.google.re2j.Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new InvalidMemberException("text", "not a pattern of RE2: " + e.getDescription());
    }
  }
}
