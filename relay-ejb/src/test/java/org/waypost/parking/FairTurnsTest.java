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

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.waypost.api.mail.MessageId;
import org.waypost.queue.ClaimCheck;

class FairTurnsTest {

  private final Line line = new Line();
  private final FairTurns turns = new FairTurns();

  /** Those who wait, in memory. */
  private static final class Line implements WaitingLine {
    private final TreeMap<Integer, NavigableMap<String, List<WaitingGroup>>> waiting =
        new TreeMap<>(Comparator.reverseOrder());
    private final Map<WaitingGroup, String> parties = new HashMap<>();

    void add(int priority, String party, int groups) {
      for (int i = 0; i < groups; i++) {
        WaitingGroup group =
            new WaitingGroup(new ClaimCheck(MessageId.next(), 1, 1, priority), "x.example");
        waiting
            .computeIfAbsent(priority, key -> new TreeMap<>())
            .computeIfAbsent(party, key -> new ArrayList<>())
            .add(group);
        parties.put(group, party);
      }
    }

    List<String> leave(List<WaitingGroup> groups) {
      for (WaitingGroup group : groups) {
        int priority = group.check().priority();
        NavigableMap<String, List<WaitingGroup>> level = waiting.get(priority);
        level.get(parties.get(group)).remove(group);
        level.values().removeIf(List::isEmpty);
        if (level.isEmpty()) {
          waiting.remove(priority);
        }
      }
      return groups.stream().map(parties::get).toList();
    }

    @Override
    public List<Integer> priorities() {
      return List.copyOf(waiting.keySet());
    }

    @Override
    public Optional<String> partyAfter(int priority, String party) {
      return Optional.ofNullable(waiting.get(priority)).map(level -> level.higherKey(party));
    }

    @Override
    public List<WaitingGroup> oldest(int priority, String party, int limit) {
      return waiting.getOrDefault(priority, new TreeMap<>()).getOrDefault(party, List.of()).stream()
          .limit(limit)
          .toList();
    }
  }

  private List<String> next(int limit) throws Exception {
    return line.leave(turns.next("site", line, limit));
  }

  @Test
  void oneMessageDoesNotWaitForAMailing() throws Exception {
    line.add(0, "mailing", 1_000);
    line.add(0, "person", 1);
    assertThat(next(2)).containsExactlyInAnyOrder("mailing", "person");
  }

  @Test
  void turnsGoRoundFromOneCallToTheNext() throws Exception {
    for (String party : List.of("", "a", "b")) {
      line.add(0, party, 2);
    }
    List<String> order = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      order.addAll(next(1));
    }
    assertThat(order.subList(0, 3)).containsExactlyInAnyOrder("", "a", "b");
    assertThat(order.subList(3, 6)).isEqualTo(order.subList(0, 3));
    assertThat(next(1)).isEmpty();
  }

  @Test
  void whoIsAloneHasAllTurns() throws Exception {
    line.add(0, "a", 30);
    line.add(0, "b", 1);
    assertThat(next(20)).hasSize(20);
  }

  @Test
  void higherPrioritiesGoFirst() throws Exception {
    line.add(-3, "a", 1);
    line.add(4, "b", 1);
    line.add(0, "c", 1);
    assertThat(next(5)).containsExactly("b", "c", "a");
  }

  /** Whatever waits: nobody waits longer than one turn of every other party. */
  @Test
  void nobodyIsPassedTwice() throws Exception {
    for (int seed = 0; seed < 100; seed++) {
      Random random = new Random(seed);
      Line any = new Line();
      FairTurns fair = new FairTurns();
      int parties = 1 + random.nextInt(60);
      Map<String, Integer> left = new HashMap<>();
      for (int i = 0; i < parties; i++) {
        int groups = 1 + random.nextInt(20);
        any.add(0, "p" + i, groups);
        left.put("p" + i, groups);
      }
      Map<String, Integer> passed = new HashMap<>();
      while (!left.isEmpty()) {
        List<String> called = any.leave(fair.next("s", any, 1 + random.nextInt(25)));
        assertThat(called).as("seed %s", seed).isNotEmpty();
        for (String party : called) {
          left.computeIfPresent(party, (key, count) -> count == 1 ? null : count - 1);
          passed.remove(party);
          left.keySet().stream()
              .filter(other -> !other.equals(party))
              .forEach(other -> passed.merge(other, 1, Integer::sum));
        }
        int most = passed.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        assertThat(most).as("seed %s", seed).isLessThan(2 * parties);
      }
    }
  }
}
