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

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;

/** Figures of this node. Callable on any thread; never blocks on the database. */
public interface Statistics {

  /** The figures of this moment. */
  Snapshot snapshot();

  /** Writes all metrics in the Prometheus text format (version 0.0.4). */
  void writePrometheus(OutputStream out) throws IOException;

  /**
   * The figures of one moment. Totals count since the start of the node, by message and destination
   * group for what is delivered.
   *
   * @param at the moment
   * @param startedAt when the node started
   * @param accepted messages accepted
   * @param refused messages and recipients refused at the door
   * @param delivered recipients delivered
   * @param captured recipients captured
   * @param deferred attempts that failed for now
   * @param bounced recipients failed for good or expired
   * @param uncertain connections lost between the end of a message and its reply: what was sent
   *     twice, was sent twice then
   * @param queued messages in the JMS queue or in delivery; accepted or due, and not yet done
   * @param parked parked destination groups, counted every 5 s, or less often when counting takes
   *     long
   * @param oldestParkedSeconds age of the oldest parked message in seconds; 0 without one
   * @param perSecond the last 60 whole seconds, oldest first
   */
  record Snapshot(
      Instant at,
      Instant startedAt,
      long accepted,
      long refused,
      long delivered,
      long captured,
      long deferred,
      long bounced,
      long uncertain,
      long queued,
      long parked,
      long oldestParkedSeconds,
      List<Second> perSecond) {}

  /** What happened in one second; epochSecond names it. */
  record Second(long epochSecond, long accepted, long delivered, long deferred, long bounced) {}
}
