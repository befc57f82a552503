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
package org.waypost.stats;

import java.util.concurrent.atomic.LongAdder;

/** What is counted since the start of the node. Safe for use by any number of threads. */
public final class Counters {

  final LongAdder accepted = new LongAdder();
  final LongAdder refused = new LongAdder();
  final LongAdder delivered = new LongAdder();
  final LongAdder captured = new LongAdder();
  final LongAdder deferred = new LongAdder();
  final LongAdder bounced = new LongAdder();
  final LongAdder uncertain = new LongAdder();
  final LongAdder suppressed = new LongAdder();
  final LongAdder repeated = new LongAdder();
  final LongAdder queuedIn = new LongAdder();
  final LongAdder queuedOut = new LongAdder();

  /** A message was accepted, for so many destination groups. */
  public void accepted(int groups) {
    accepted.increment();
    queuedIn.add(groups);
  }

  /** A recipient or a message was refused at the door. */
  public void refused() {
    refused.increment();
  }

  /** Claim checks were put into the queue. */
  public void queued(int claims) {
    queuedIn.add(claims);
  }

  /** A queued message or claim check is done with. */
  public void dequeued() {
    queuedOut.increment();
  }

  /** Recipients were delivered. */
  public void delivered(int recipients) {
    delivered.add(recipients);
  }

  /** Recipients were captured. */
  public void captured(int recipients) {
    captured.add(recipients);
  }

  /** Recipients were deferred. */
  public void deferred(int recipients) {
    deferred.add(recipients);
  }

  /** Recipients failed for good, or expired. */
  public void bounced(int recipients) {
    bounced.add(recipients);
  }

  /** Recipients were not sent to, or refused, as they are on the suppression list. */
  public void suppressed(int recipients) {
    suppressed.add(recipients);
  }

  /** A connection was lost after the final dot and before its reply. */
  public void uncertain() {
    uncertain.increment();
  }

  /** A message came out of the queue again, and its attempt may have been made before. */
  public void repeated() {
    repeated.increment();
  }
}
