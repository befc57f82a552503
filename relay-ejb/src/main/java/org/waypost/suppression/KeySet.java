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
package org.waypost.suppression;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Hashes of the keys that may be on the list, in memory: 8 bytes for each that was there when all
 * were read, about 50 for each that came since. Safe for use by any number of threads.
 */
final class KeySet {

  private volatile long[] sorted = {};
  private volatile boolean complete = true;
  private final Set<Long> recent = ConcurrentHashMap.newKeySet();

  /** False when the key is not on the list for certain. */
  boolean mayContain(String address, String scope) {
    long key = hash(address, scope);
    return !complete || Arrays.binarySearch(sorted, key) >= 0 || recent.contains(key);
  }

  void add(String address, String scope) {
    recent.add(hash(address, scope));
  }

  /** How many came since all were read. */
  int recent() {
    return recent.size();
  }

  /** Those that will be among the next that are read. */
  List<Long> pending() {
    return List.copyOf(recent);
  }

  /**
   * Takes all that are in the database.
   *
   * @param known which came before they were read
   * @param all whether there are no more than could be read
   */
  void replace(long[] keys, List<Long> known, boolean all) {
    long[] copy = keys.clone();
    Arrays.sort(copy);
    sorted = copy;
    complete = all;
    known.forEach(recent::remove);
  }

  /** 64 bits, well mixed (FNV-1a, then the finalizer of MurmurHash 3). */
  static long hash(String address, String scope) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < address.length(); i++) {
      hash = (hash ^ address.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ 0x1F) * 0x100000001b3L;
    for (int i = 0; i < scope.length(); i++) {
      hash = (hash ^ scope.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return hash ^ (hash >>> 33);
  }
}
