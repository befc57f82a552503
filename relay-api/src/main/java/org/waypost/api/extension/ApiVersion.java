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
package org.waypost.api.extension;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version of the extension points: what the attribute {@code api} of a {@code plugin.xml} is
 * compared with.
 *
 * @param major raised when plug-ins have to be changed
 * @param minor raised when something was added
 */
public record ApiVersion(int major, int minor) {

  /** Of this module. */
  public static final ApiVersion CURRENT = new ApiVersion(1, 0);

  private static final Pattern FORM = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})");

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException when one is negative
   */
  public ApiVersion {
    if (major < 0 || minor < 0) {
      throw new IllegalArgumentException("A version has no negative part");
    }
  }

  /**
   * Reads {@code 1.0}.
   *
   * @throws IllegalArgumentException when it is something else
   */
  public static ApiVersion parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("'" + text + "' is no version such as 1.0");
    }
    return new ApiVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  /** Whether what was made for another version runs with this one. */
  public boolean runs(ApiVersion needed) {
    return needed.major == major && needed.minor <= minor;
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
