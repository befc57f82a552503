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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes turns between the parties that wait for a site: highest priority first; with the same
 * priority one group of each party, round and round; of a party the oldest first. So one message
 * waits for as many others as there are parties, and not for a mailing. Not for several threads at
 * a time.
 */
final class FairTurns {

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
    List<String> parties = parties(turn, line, limit);
    int share = (limit + parties.size() - 1) / Math.max(1, parties.size());
    Deque<Waiting> round = new ArrayDeque<>();
    for (String name : parties) {
      round.add(new Waiting(turn, line, name, share, limit));
    }
    for (int i = 0; i < limit && !round.isEmpty(); i++) {
      Waiting party = round.poll();
      Optional<WaitingGroup> next = party.next();
      if (next.isPresent()) {
        taken.add(next.get());
        last.put(turn, party.name);
        round.add(party);
      } else {
        i--;
      }
    }
  }

  /** What a party has waiting: its share is read at once, more only when others have less. */
  private static final class Waiting {
    private final Turn turn;
    private final WaitingLine line;
    private final String name;
    private final int limit;
    private int read;
    private int taken;
    private Deque<WaitingGroup> groups;

    private Waiting(Turn turn, WaitingLine line, String name, int share, int limit)
        throws SQLException {
      this.turn = turn;
      this.line = line;
      this.name = name;
      this.limit = limit;
      this.read = share;
      this.groups = new ArrayDeque<>(line.oldest(turn.priority(), name, share));
    }

    private Optional<WaitingGroup> next() throws SQLException {
      if (groups.isEmpty() && taken == read && read < limit) {
        List<WaitingGroup> all = line.oldest(turn.priority(), name, limit);
        groups = new ArrayDeque<>(all.subList(Math.min(taken, all.size()), all.size()));
        read = limit;
      }
      Optional<WaitingGroup> next = Optional.ofNullable(groups.poll());
      taken += next.isPresent() ? 1 : 0;
      return next;
    }
  }

  /** The parties whose turn it is, from behind the last one on, and around. */
  private List<String> parties(Turn turn, WaitingLine line, int limit) throws SQLException {
    Set<String> parties = new LinkedHashSet<>();
    String start = last.getOrDefault(turn, "");
    Optional<String> next = line.partyAfter(turn.priority(), start);
    while (next.isPresent() && parties.size() < limit) {
      parties.add(next.get());
      next = line.partyAfter(turn.priority(), next.get());
    }
    // The null sender has the empty name, which no search finds; it comes first in a round.
    next =
        line.oldest(turn.priority(), "", 1).isEmpty()
            ? line.partyAfter(turn.priority(), "")
            : Optional.of("");
    while (next.isPresent() && parties.size() < limit && !parties.contains(next.get())) {
      parties.add(next.get());
      next = line.partyAfter(turn.priority(), next.get());
    }
    return List.copyOf(parties);
  }
}
