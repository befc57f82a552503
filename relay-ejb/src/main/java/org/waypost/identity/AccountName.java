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
package org.waypost.identity;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Names of accounts: letters, digits and {@code . _ + @ -}, beginning with a letter or digit, at
 * most 128. A name is the same in upper and lower case, and kept in lower case.
 */
final class AccountName {

  static final int MAX_LENGTH = 128;

  /** What stands for whatever can be no account's name. */
  static final String NOBODY = "";

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._+@-]{0,127}");

  private AccountName() {}

  /** The name as it is kept; {@link #NOBODY} for what no account can be called. */
  static String fold(String written) {
    if (written == null || written.length() > MAX_LENGTH) {
      return NOBODY;
    }
    String name = written.toLowerCase(Locale.ROOT);
    return NAME.matcher(name).matches() ? name : NOBODY;
  }
}
