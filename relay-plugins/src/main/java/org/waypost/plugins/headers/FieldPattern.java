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
package org.waypost.plugins.headers;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Objects;
import org.waypost.plugins.message.RawField;

/**
 * A field of a header, by its name and something that its value holds.
 *
 * @param name of the field
 * @param value what is to be found in the value, without its folds; null for any value
 */
record FieldPattern(String name, Pattern value) {

  FieldPattern {
    Objects.requireNonNull(name, "name");
  }

  boolean matches(RawField field) {
    return field.is(name) && (value == null || value.matcher(field.value()).find());
  }

  /** A pattern as it stands between slashes, with {@code i} behind them for letters of any case. */
  static Pattern pattern(String text, boolean anyCase) {
    try {
      return Pattern.compile(text, anyCase ? Pattern.CASE_INSENSITIVE : 0);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("pattern /" + text + "/: " + e.getDescription(), e);
    }
  }
}
