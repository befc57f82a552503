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
package org.waypost.plugins.wire;

import java.time.Duration;

/**
 * When a wait is over, on the clock of {@link System#nanoTime}.
 *
 * @param nanos the reading of that clock
 */
public record Deadline(long nanos) {

  /** So long from now. */
  public static Deadline in(Duration limit) {
    return new Deadline(System.nanoTime() + limit.toNanos());
  }

  /** Milliseconds that are left, rounded up; 0 when it is over. */
  public long millisLeft() {
    long left = nanos - System.nanoTime();
    return left <= 0 ? 0 : left / 1_000_000 + 1;
  }

  /** The earlier one of this and so long from now. */
  public Deadline orIn(Duration limit) {
    Deadline other = in(limit);
    return other.nanos - nanos < 0 ? other : this;
  }
}
