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

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalLong;

/** What may leave on each day of a warm-up. */
public sealed interface Growth {

  /** Longer than a year nobody warms an address up. */
  int MOST_DAYS = 366;

  /**
   * The limit of a day, counted from 0; nothing when it has none any more.
   *
   * @param number 0 or more
   */
  OptionalLong limit(long number);

  /** The limit of a day: none leaves before the first one. */
  default OptionalLong limit(LocalDate start, LocalDate day) {
    long number = ChronoUnit.DAYS.between(start, day);
    return number < 0 ? OptionalLong.of(0) : limit(number);
  }

  /**
   * A limit for each day.
   *
   * @param limits 1 to 366, each 0 or more
   */
  record Listed(List<Long> limits) implements Growth {
    /** Copies the limits, and checks them. */
    public Listed {
      limits = List.copyOf(limits);
      if (limits.isEmpty() || limits.size() > MOST_DAYS || limits.stream().anyMatch(n -> n < 0)) {
        throw new IllegalArgumentException("1 to " + MOST_DAYS + " limits of 0 or more");
      }
    }

    @Override
    public OptionalLong limit(long number) {
      return number < limits.size() ? OptionalLong.of(limits.get((int) number)) : NONE;
    }
  }

  /**
   * So many times what the day before had.
   *
   * @param first limit of the first day, 1 or more
   * @param factor more than 1
   * @param last a day whose limit would be greater has none
   */
  record Steady(long first, double factor, long last) implements Growth {
    /** Checks the ranges. */
    public Steady {
      if (first < 1 || !(factor > 1) || factor > 100 || last < first) {
        throw new IllegalArgumentException(
            "a first limit of 1 or more, a factor above 1 and up to 100, a last limit not below");
      }
    }

    @Override
    public OptionalLong limit(long number) {
      double limit = first * Math.pow(factor, (double) number);
      // What is all but whole is whole, or 1.1 would give the third day one message less.
      return limit > last ? NONE : OptionalLong.of((long) Math.floor(limit + 1e-6));
    }
  }

  /** As much as there is. */
  OptionalLong NONE = OptionalLong.empty();
}
