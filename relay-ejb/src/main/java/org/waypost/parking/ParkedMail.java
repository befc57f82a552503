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

import java.util.List;
import org.waypost.paging.Page;
import org.waypost.paging.PageRequest;

/** Reads parked mail. Callable on any thread, without a transaction. */
public interface ParkedMail {

  /** Parked mail of a selection, next due first. */
  default Page<ParkedEntry> list(Selection selection, PageRequest page) {
    return page(selection, ListOrder.DUE, page);
  }

  /** A page of parked mail of a selection. Late pages take longer: see the other way. */
  Page<ParkedEntry> page(Selection selection, ListOrder order, PageRequest page);

  /**
   * Parked mail of a selection behind an entry, which takes no longer late in the list than early.
   *
   * @param size entries at most; 1 to 500
   */
  List<ParkedEntry> behind(Selection selection, ListOrder order, ListOrder.Place after, int size);

  /** The shape of a selection. */
  QueueShape shape(QueueShape.By by, Selection selection);

  /**
   * The same by destination and state.
   *
   * @param destination exact, or null for all
   * @param state or null for all
   */
  default Page<ParkedEntry> list(String destination, ParkedEntry.State state, PageRequest page) {
    return list(Selection.of(destination, state), page);
  }

  /** How much is parked, by destination and state; the 1,000 largest. */
  List<Count> counts();

  /** Number of messages for a destination in a state. */
  record Count(String destination, ParkedEntry.State state, long messages) {}
}
