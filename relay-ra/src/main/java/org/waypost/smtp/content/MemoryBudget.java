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
package org.waypost.smtp.content;

import java.util.concurrent.atomic.AtomicLong;

/** How much memory the contents of all sessions may take together. Safe for any thread. */
public final class MemoryBudget {

  private final long limit;
  private final AtomicLong used = new AtomicLong();

  /** A budget of this many octets; 0 sends every message to a file. */
  public MemoryBudget(long limit) {
    if (limit < 0) {
      throw new IllegalArgumentException("A memory budget is not negative: " + limit);
    }
    this.limit = limit;
  }

  /** Reserves so many octets; false when they are not there, and then nothing is reserved. */
  boolean reserve(long octets) {
    if (used.addAndGet(octets) <= limit) {
      return true;
    }
    used.addAndGet(-octets);
    return false;
  }

  void release(long octets) {
    used.addAndGet(-octets);
  }

  /** Octets in use. */
  public long used() {
    return used.get();
  }
}
