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
package org.waypost.parking;

import java.time.Instant;
import java.util.List;

/**
 * Parked mail by age and one thing more, as Postfix's qshape shows it.
 *
 * @param at when it was counted; it may be shown for a few seconds
 * @param rows the largest, at most {@value #MOST_ROWS}
 */
public record QueueShape(Instant at, List<Row> rows) {

  /** The most rows. */
  public static final int MOST_ROWS = 200;

  /** Upper ends of the ages, in minutes; the last count of a row is of what is older than all. */
  public static final List<Integer> MINUTES = List.of(5, 10, 20, 40, 80, 160, 320, 640, 1280);

  /** Copies the rows. */
  public QueueShape {
    rows = List.copyOf(rows);
  }

  /** What the rows are for. */
  public enum By {
    /** The set of hosts; without a name, where none has been tried yet. */
    SITE("site"),
    /** Domain or smart host. */
    DESTINATION("destination"),
    /** Domain of the recipients; {@code *} where they are of several. */
    DOMAIN("domain"),
    /** The reverse-path. */
    SENDER("sender"),
    /** Why it is parked. */
    STATE("state");

    private final String column;

    By(String column) {
      this.column = column;
    }

    String column() {
      return column;
    }
  }

  /**
   * One of them.
   *
   * @param name of the site, domain, sender or state
   * @param groups how many there are
   * @param byAge those up to 5 minutes old, those up to 10, and so on: one more than {@link
   *     #MINUTES}
   */
  public record Row(String name, long groups, List<Long> byAge) {
    /** Copies the counts. */
    public Row {
      byAge = List.copyOf(byAge);
    }
  }
}
