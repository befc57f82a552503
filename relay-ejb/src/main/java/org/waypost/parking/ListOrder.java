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
import java.util.Optional;
import org.waypost.api.mail.MessageId;

/** How parked mail is listed. */
public enum ListOrder {
  /** What is tried next comes first. */
  DUE("p.due_at", false),
  /** What was accepted first comes first. */
  OLDEST("p.accepted_at", false),
  /** What was accepted last comes first. */
  NEWEST("p.accepted_at", true);

  private final String column;
  private final boolean falling;

  ListOrder(String column, boolean falling) {
    this.column = column;
    this.falling = falling;
  }

  /**
   * A place in a list, behind an entry; it stays where it is, whatever comes and goes.
   *
   * @param at what the list is ordered by, in milliseconds
   * @param id of the entry's message
   * @param group of the entry
   */
  public record Place(long at, MessageId id, int group) {

    /** Reads what {@link #toString} writes; nothing when it is something else. */
    public static Optional<Place> parse(String text) {
      String[] parts = text.split("-", -1);
      if (parts.length != 3 || !parts[0].matches("\\d{1,18}") || !parts[2].matches("\\d{1,9}")) {
        return Optional.empty();
      }
      try {
        return Optional.of(
            new Place(
                Long.parseLong(parts[0]), new MessageId(parts[1]), Integer.parseInt(parts[2])));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }

    @Override
    public String toString() {
      return at + "-" + id + "-" + group;
    }
  }

  /** The place behind an entry. */
  public Place behind(ParkedEntry entry) {
    Instant at = this == DUE ? entry.dueAt() : entry.acceptedAt();
    return new Place(at.toEpochMilli(), entry.id(), entry.group());
  }

  String orderBy() {
    String way = falling ? " desc" : "";
    return " order by " + column + way + ", p.message_id" + way + ", p.group_number" + way;
  }

  /** True for what is behind a place, whose parts are bound as at, at, id, id and group. */
  String behind() {
    String more = falling ? "<" : ">";
    // The first part alone tells an index where to begin.
    return String.format(
        " and %1$s %2$s= ? and (%1$s %2$s ? or p.message_id %2$s ?"
            + " or (p.message_id = ? and p.group_number %2$s ?))",
        column, more);
  }
}
