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
package org.waypost.plugins.service;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.waypost.api.extension.SharedState;

/** What configurations remember, in memory, on a clock that a test moves. */
public final class MemoryState implements SharedState {

  private record Entry(String text, long amount, Duration until) {}

  private final Map<String, Entry> entries = new HashMap<>();
  private Duration now = Duration.ZERO;

  /** Lets time pass. */
  public synchronized void pass(Duration time) {
    now = now.plus(time);
    entries.values().removeIf(each -> each.until().compareTo(now) <= 0);
  }

  /** Number of entries. */
  public synchronized int size() {
    return entries.size();
  }

  @Override
  public synchronized Optional<String> get(String key) {
    return Optional.ofNullable(entries.get(key)).map(Entry::text);
  }

  @Override
  public synchronized void put(String key, String value, Duration keep) {
    check(key.length() <= MAX_KEY && value.length() <= MAX_VALUE);
    entries.put(key, new Entry(value, 0, now.plus(keep)));
  }

  @Override
  public synchronized long add(String key, long amount, Duration keep) {
    check(key.length() <= MAX_KEY);
    Entry old = entries.getOrDefault(key, new Entry(null, 0, now.plus(keep)));
    Entry sum = new Entry(null, old.amount() + amount, old.until());
    entries.put(key, sum);
    return sum.amount();
  }

  @Override
  public synchronized void remove(String key) {
    entries.remove(key);
  }

  private static void check(boolean fits) {
    if (!fits) {
      throw new IllegalStateException("A key or value is too long");
    }
  }
}
