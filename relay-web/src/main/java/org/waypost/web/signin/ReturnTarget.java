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

import java.util.regex.Pattern;

/** Where the console goes after sign-in: a page of its own, never another site. */
final class ReturnTarget {

  static final String HOME = "/index.xhtml";

  private static final Pattern OWN_PAGE =
      Pattern.compile("/[a-z][a-z-]{0,40}\\.xhtml(?:\\?[A-Za-z0-9=&%+._~@:-]{0,500})?");

  private ReturnTarget() {}

  /** The page asked for, when it is one of the console; else the dashboard. */
  static String of(String asked) {
    boolean own = asked != null && OWN_PAGE.matcher(asked).matches();
    return own && !asked.startsWith("/sign-in") ? asked : HOME;
  }
}
