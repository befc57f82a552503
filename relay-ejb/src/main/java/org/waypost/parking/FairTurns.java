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

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes turns between the parties that wait for a site: highest priority first; with the same
 * priority one group of each party, round and round; of a party the oldest first. So one message
 * waits for as many others as there are parties, and not for a mailing. Not for several threads at
 * a time.
 */
final class FairTurns {

  /** Parties that take part in one round; the others have the next. */
  static final int PARTIES = 20;

  private static final int MOST_SITES = 10_000;

  /** Which party had the last turn, at each site and priority. */
  private final Map<Turn, String> last =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Turn, String> eldest) {
          return size() > MOST_SITES;
        }
      };

  private record Turn(String site, int priority) {}

  /** The next groups for a site, so many at the most. */
  List<WaitingGroup> next(String site, WaitingLine line, int limit) throws SQLException {
    List<WaitingGroup> taken = new ArrayList<>();
    for (int priority : line.priorities()) {
      if (taken.size() < limit) {
        take(new Turn(site, priority), line, limit - taken.size(), taken);
      }
    }
    return taken;
  }

  private void take(Turn turn, WaitingLine line, int limit, List<WaitingGroup> taken)
      throws SQLException {
    Deque<Queue> round = new ArrayDeque<>();
    for (String party : parties(turn, line, Math.min(limit, PARTIES))) {
      Deque<WaitingGroup> groups = new ArrayDeque<>(line.oldest(turn.priority(), party, limit));
      if (!groups.isEmpty()) {
        round.add(new Queue(party, groups));
      }
    }
    for (int i = 0; i < limit && !round.isEmpty(); i++) {
      Queue queue = round.poll();
      taken.add(queue.groups().poll());
      last.put(turn, queue.party());
      if (!queue.groups().isEmpty()) {
        round.add(queue);
      }
    }
  }

  /** What a party has waiting. */
  private record Queue(String party, Deque<WaitingGroup> groups) {}

  /** The parties whose turn it is, from behind the last one on, and around. */
  private List<String> parties(Turn turn, WaitingLine line, int limit) throws SQLException {
    List<String> parties = new ArrayList<>();
    String start = last.getOrDefault(turn, "");
    Optional<String> next = line.partyAfter(turn.priority(), start);
    while (next.isPresent() && parties.size() < limit) {
      parties.add(next.get());
      next = line.partyAfter(turn.priority(), next.get());
    }
    // The null sender has the empty name, behind which no search begins; it comes first in a round.
    next = parties.size() < limit ? Optional.of("") : Optional.empty();
    while (next.isPresent() && parties.size() < limit && next.get().compareTo(start) <= 0) {
      parties.add(next.get());
      next = line.partyAfter(turn.priority(), next.get());
    }
    return parties;
  }
}
