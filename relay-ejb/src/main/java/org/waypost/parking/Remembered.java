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

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Remembers what takes long to count, for ten times as long as the counting took: what is quick is
 * always new, and what is slow costs a tenth of the time at the most. Those who ask meanwhile wait
 * for the one that counts.
 */
final class Remembered<K, V> {

  private static final int MOST = 32;
  private static final int TIMES = 10;

  private record Counted<V>(V value, long until) {}

  private final Map<K, Counted<V>> values =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, Counted<V>> eldest) {
          return size() > MOST;
        }
      };

  synchronized V get(K key, Function<K, V> count) {
    long start = System.nanoTime();
    Counted<V> known = values.get(key);
    if (known != null && start - known.until() < 0) {
      return known.value();
    }
    V value = count.apply(key);
    long end = System.nanoTime();
    values.put(key, new Counted<>(value, end + TIMES * (end - start)));
    return value;
  }
}
