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
package org.waypost.smtp.rate;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Values of keys that were used lately. A key that was not used for the time to keep, or since too
 * many others came, is forgotten. Safe for any thread; nothing waits.
 *
 * <p>There are two generations: a key that is used moves to the young one, and when that has had
 * its time, or is full, it becomes the old one, and the former old one goes as a whole. So
 * forgetting costs nothing, however many there are.
 */
final class RecentKeys<K, V> {

  private record Generations<K, V>(
      ConcurrentMap<K, V> young, ConcurrentMap<K, V> old, long begun) {}

  private final int most;
  private final long keepNanos;
  private final LongSupplier nanoTime;
  private final AtomicReference<Generations<K, V>> generations;

  /**
   * Begins with none.
   *
   * @param most keys in a generation, 1 or more
   * @param keepNanos for how long a key that is not used is kept at least, and twice as long at
   *     most
   */
  RecentKeys(int most, long keepNanos, LongSupplier nanoTime) {
    this.most = most;
    this.keepNanos = keepNanos;
    this.nanoTime = nanoTime;
    this.generations =
        new AtomicReference<>(
            new Generations<>(
                new ConcurrentHashMap<>(), new ConcurrentHashMap<>(), nanoTime.getAsLong()));
  }

  /** The value of a key, made now if the key is new or forgotten. */
  V get(K key, Function<K, V> maker) {
    Generations<K, V> now = current();
    V value = now.young().get(key);
    if (value != null) {
      return value;
    }
    V former = now.old().remove(key);
    return now.young().computeIfAbsent(key, k -> former != null ? former : maker.apply(k));
  }

  /** How many are kept. */
  int size() {
    Generations<K, V> now = generations.get();
    return now.young().size() + now.old().size();
  }

  private Generations<K, V> current() {
    Generations<K, V> now = generations.get();
    long time = nanoTime.getAsLong();
    if (time - now.begun() < keepNanos && now.young().size() < most) {
      return now;
    }
    Generations<K, V> next = new Generations<>(new ConcurrentHashMap<>(), now.young(), time);
    return generations.compareAndSet(now, next) ? next : generations.get();
  }
}
