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
package org.waypost.extensions;

import java.time.Duration;
import java.util.List;
import org.waypost.api.settings.DurationText;

/**
 * What the values of a parameter may be.
 *
 * @param least integer or milliseconds
 * @param most integer or milliseconds; characters of a text; items of a list
 * @param choices of type choice; else none
 */
public record ParameterBounds(long least, long most, List<String> choices) {

  /** Copies the choices. */
  public ParameterBounds {
    choices = List.copyOf(choices);
    if (least > most) {
      throw new IllegalArgumentException("min is above max");
    }
  }

  /**
   * Reads them as {@code plugin.xml} has them; what is not there is null.
   *
   * @throws IllegalArgumentException when they do not fit the type
   */
  static ParameterBounds parse(ParameterType type, String min, String max, List<String> choices) {
    return switch (type) {
      case INTEGER ->
          new ParameterBounds(
              min == null ? Long.MIN_VALUE : Long.parseLong(min.strip()),
              max == null ? Long.MAX_VALUE : Long.parseLong(max.strip()),
              choices);
      case DURATION ->
          new ParameterBounds(
              min == null ? 0 : DurationText.parse(min).toMillis(),
              max == null ? Long.MAX_VALUE : DurationText.parse(max).toMillis(),
              choices);
      case TEXT, SECRET, LIST -> {
        if (min != null) {
          throw new IllegalArgumentException("min is for integers and durations");
        }
        long limit = type == ParameterType.LIST ? ParameterType.MAX_ITEMS : ParameterType.MAX_TEXT;
        yield new ParameterBounds(
            0, max == null ? limit : Math.min(limit, Long.parseLong(max.strip())), choices);
      }
      case BOOLEAN, CHOICE -> {
        if (min != null || max != null) {
          throw new IllegalArgumentException("min and max are for integers and durations");
        }
        yield new ParameterBounds(0, ParameterType.MAX_TEXT, choices);
      }
    };
  }

  /**
   * Checks a value of the parameter's type.
   *
   * @throws IllegalArgumentException when it is out of bounds
   */
  void check(Object value) {
    if (value instanceof Long number) {
      if (number < least || number > most) {
        throw new IllegalArgumentException(
            range(Long.toString(least), Long.toString(most), number));
      }
    } else if (value instanceof Duration duration) {
      if (duration.toMillis() < least || duration.toMillis() > most) {
        throw new IllegalArgumentException(
            range(text(least), text(most), DurationText.format(duration)));
      }
    } else if (value instanceof List<?> list) {
      if (list.size() > most) {
        throw new IllegalArgumentException("at most " + most + " items, not " + list.size());
      }
      list.forEach(each -> checkLength((String) each, ParameterType.MAX_TEXT));
    } else if (value instanceof String text) {
      checkLength(text, most);
      if (!choices.isEmpty() && !choices.contains(text)) {
        throw new IllegalArgumentException("one of " + String.join(", ", choices));
      }
    }
  }

  private String range(String from, String to, Object given) {
    String bound =
        least == Long.MIN_VALUE || (least == 0 && given instanceof String && most != Long.MAX_VALUE)
            ? "at most " + to
            : most == Long.MAX_VALUE ? "at least " + from : "from " + from + " to " + to;
    return bound + ", not " + given;
  }

  private static String text(long millis) {
    return DurationText.format(Duration.ofMillis(millis));
  }

  private static void checkLength(String text, long limit) {
    if (text.length() > limit) {
      throw new IllegalArgumentException("at most " + limit + " characters");
    }
    // PostgreSQL refuses it in a text.
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("holds NUL");
    }
  }
}
