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
package org.waypost.plugins.recipients;

import java.io.Serial;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** Remembers who exists and who does not; forgets the eldest when there are too many. */
final class KnownRecipients {

  private record Entry(boolean exists, long until) {}

  private static final class Eldest extends LinkedHashMap<String, Entry> {
    @Serial private static final long serialVersionUID = 1L;
    private final int most;

    Eldest(int most) {
      this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Entry> eldest) {
      return size() > most;
    }
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Eldest entries;
  private final long whenThere;
  private final long whenNot;

  KnownRecipients(int most, Duration whenThere, Duration whenNot) {
    this.entries = new Eldest(most);
    this.whenThere = whenThere.toNanos();
    this.whenNot = whenNot.toNanos();
  }

  Optional<Boolean> get(String address) {
    lock.lock();
    try {
      Entry entry = entries.get(address);
      return entry == null || entry.until() - System.nanoTime() < 0
          ? Optional.empty()
          : Optional.of(entry.exists());
    } finally {
      lock.unlock();
    }
  }

  void put(String address, boolean exists) {
    lock.lock();
    try {
      entries.remove(address);
      entries.put(address, new Entry(exists, System.nanoTime() + (exists ? whenThere : whenNot)));
    } finally {
      lock.unlock();
    }
  }
}
