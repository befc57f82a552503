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
package org.waypost.api.listener;

import java.net.InetSocketAddress;
import java.util.Objects;

/**
 * A listener on one node, at one moment.
 *
 * @param definition what it was told
 * @param state what it does
 * @param address what it is bound to, or would be
 * @param problem why it does not listen where it was told to; empty without a problem
 * @param figures what it has counted since the node started
 */
public record ListenerStatus(
    ListenerDefinition definition,
    State state,
    InetSocketAddress address,
    String problem,
    ListenerFigures figures) {

  /** What a listener does. */
  public enum State {
    /** Bound; greets nobody before the application is ready. */
    STARTING,
    /** Takes connections. */
    LISTENING,
    /** Takes no connections; sessions go on. */
    PAUSED,
    /** Takes no connections; ends when its last session has ended. */
    DRAINING,
    /** Not bound, see the problem; tried again now and then. */
    FAILED
  }

  /** Checks that nothing is missing. */
  public ListenerStatus {
    Objects.requireNonNull(definition, "definition");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(problem, "problem");
    Objects.requireNonNull(figures, "figures");
  }
}
