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
package org.waypost.plugins.outcome;

import java.util.OptionalDouble;
import org.waypost.api.extension.Parameters;

/** Reads scores, which are parameters of type text because there are none with a fraction. */
public final class Score {

  private Score() {}

  /**
   * Reads such as {@code 7.5}; empty when it is not given.
   *
   * @throws IllegalArgumentException when it is no number from -10000 to 10000
   */
  public static OptionalDouble of(Parameters parameters, String name) {
    String text = parameters.optionalText(name).orElse("").strip();
    if (text.isEmpty()) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(parse(name, text));
  }

  /**
   * Reads a score of a parameter.
   *
   * @throws IllegalArgumentException when it is no number from -10000 to 10000
   */
  public static double parse(String name, String text) {
    if (!text.matches("-?\\d{1,5}(\\.\\d{1,4})?") || Math.abs(Double.parseDouble(text)) > 10_000) {
      throw new IllegalArgumentException(
          "Parameter " + name + " is no score such as 7.5: '" + text + "'");
    }
    return Double.parseDouble(text);
  }
}
