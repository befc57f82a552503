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
package org.waypost.smtp.session;

import java.util.Objects;
import org.waypost.smtp.rate.RateTables;

/**
 * What a listener has counted and whom it is serving: all that stays when its definition changes
 * and a new {@link ListenerContext} takes the place of the old one.
 *
 * @param counters since the node started
 * @param connections open ones, by client
 * @param sessions open ones; may be shared with other listeners
 * @param rates what was counted for them
 */
public record ListenerTally(
    ListenerCounters counters,
    ConnectionCounts connections,
    OpenSessions sessions,
    RateTables rates) {

  /** Checks that nothing is missing. */
  public ListenerTally {
    Objects.requireNonNull(counters, "counters");
    Objects.requireNonNull(connections, "connections");
    Objects.requireNonNull(sessions, "sessions");
    Objects.requireNonNull(rates, "rates");
  }

  /** Of a listener that begins, and puts its sessions among these. */
  public static ListenerTally begin(OpenSessions sessions) {
    return new ListenerTally(
        new ListenerCounters(), new ConnectionCounts(), sessions, new RateTables());
  }
}
