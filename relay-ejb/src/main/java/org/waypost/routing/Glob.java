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
package org.waypost.routing;

import java.util.Locale;

/**
 * A pattern in which {@code *} stands for any characters, also none; letters match in either case.
 * The time to match grows with text and pattern only, whatever the text.
 *
 * @param text as it was written, 1 to 500 characters
 */
public record Glob(String text) {

  private static final int MOST = 500;

  /**
   * Checks the length.
   *
   * @throws IllegalArgumentException when it is empty, too long or has control characters
   */
  public Glob {
    if (text.isEmpty() || text.length() > MOST || text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "1 to " + MOST + " characters, none of them a control character");
    }
  }

  /** Whether the whole of a text matches. */
  public boolean matches(String whole) {
    String pattern = text.toLowerCase(Locale.ROOT);
    String value = whole.toLowerCase(Locale.ROOT);
    int p = 0;
    int star = -1;
    int resume = 0;
    for (int v = 0; v < value.length(); ) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        resume = v;
      } else if (p < pattern.length() && pattern.charAt(p) == value.charAt(v)) {
        p++;
        v++;
      } else if (star >= 0) {
        // The last asterisk takes one more; those before it need not be looked at again.
        p = star + 1;
        v = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  @Override
  public String toString() {
    return text;
  }
}
