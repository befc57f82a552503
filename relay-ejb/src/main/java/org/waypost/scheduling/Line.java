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
package org.waypost.scheduling;

import java.time.Duration;

/**
 * Who waits for a site in the database, as far as this node knows, and who is on the way from there
 * to the workers. Guarded by its site.
 */
final class Line {

  /** A claim check that has not come out of the queue in this time does not count any more. */
  private static final long PROMISE = Duration.ofSeconds(30).toNanos();

  /** Whoever was told to wait may still be on the way into the database. */
  private static final long SETTLED = Duration.ofSeconds(2).toNanos();

  private int promised;
  private long promisedAt;
  private int waiting;

  /** Whether more may wait than are known: what was found so far were only as many as wanted. */
  private boolean more;

  private long toldToWaitAt;

  /** Nobody waits. */
  Line(long now) {
    this.toldToWaitAt = now - SETTLED - 1;
  }

  /** A message is about to be parked. */
  void isToWait(long now) {
    waiting++;
    toldToWaitAt = now;
  }

  /** Mail waits, nobody knows how much. */
  void waits() {
    more = true;
  }

  /** So many are on their way to the workers. */
  void sent(int groups, long now) {
    promised = promised(now) + groups;
    promisedAt = now;
    waiting = Math.max(0, waiting - groups);
  }

  /** One of those has arrived. */
  void arrived() {
    if (promised > 0) {
      promised--;
    }
  }

  /** A look into the database found so many. */
  void looked(int asked, int found, long now) {
    if (found >= asked) {
      more = true;
    } else if (now - toldToWaitAt > SETTLED) {
      waiting = 0;
      more = false;
    }
  }

  /** How many are on their way to the workers. */
  int promised(long now) {
    return now - promisedAt > PROMISE ? 0 : promised;
  }

  /** How many are known to wait. */
  int waiting() {
    return more ? Math.max(1, waiting) : waiting;
  }

  /** Whether any may wait. */
  boolean isThere(long now) {
    return waiting() > 0 || now - toldToWaitAt <= SETTLED;
  }
}
