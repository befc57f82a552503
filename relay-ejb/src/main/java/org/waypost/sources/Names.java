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
package org.waypost.sources;

/** Names of sources and pools. They stand in the names under which mail waits. */
final class Names {

  private static final String FORM = "[A-Za-z0-9._-]{1,64}";

  private Names() {}

  /**
   * The name, if it is one.
   *
   * @throws IllegalArgumentException when it is none
   */
  static String checked(String name) {
    if (!name.matches(FORM)) {
      throw new IllegalArgumentException(
          "1 to 64 letters of ASCII, digits, dots, hyphens and underscores, not '" + name + "'");
    }
    return name;
  }
}
