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
package org.waypost.events;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** How many events this node has seen. Safe for use by any number of threads. */
public final class EventCounters {

  private final LongAdder written = new LongAdder();
  private final LongAdder published = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private final AtomicLong waiting = new AtomicLong();

  void wrote() {
    written.increment();
  }

  void published(int count) {
    published.add(count);
  }

  void drop() {
    dropped.increment();
  }

  void waiting(long count) {
    waiting.set(count);
  }

  /** Events written since the start. */
  public long written() {
    return written.sum();
  }

  /** Events told to all who listen since the start. */
  public long published() {
    return published.sum();
  }

  /** Events that were not written, as too many waited. */
  public long dropped() {
    return dropped.sum();
  }

  /** About how many wait to be published. */
  public long waiting() {
    return waiting.get();
  }
}
