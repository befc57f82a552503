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
package org.waypost.extensions;

import java.time.Instant;
import java.util.Optional;

/**
 * How a configuration does on this node.
 *
 * @param state of it
 * @param error why it is broken; empty when it is not
 * @param calls so far
 * @param failures so far, timeouts and overruns among them
 * @param timeouts so far
 * @param overruns calls that found no place
 * @param running now
 * @param averageMillis of all calls
 * @param lastError of the last call that failed
 * @param lastErrorAt when that was
 */
public record ConfigurationStatus(
    State state,
    Optional<String> error,
    long calls,
    long failures,
    long timeouts,
    long overruns,
    int running,
    double averageMillis,
    Optional<String> lastError,
    Optional<Instant> lastErrorAt) {

  /** What there is to say of a configuration. */
  public enum State {
    /** It is not used. */
    DISABLED,
    /** It is used, but was not needed yet: its class is not loaded. */
    WAITING,
    /** It is at work. */
    WORKING,
    /** No instance can be made; its failure policy holds. */
    BROKEN
  }

  /** Of one that is not used. */
  static ConfigurationStatus disabled() {
    return new ConfigurationStatus(
        State.DISABLED, Optional.empty(), 0, 0, 0, 0, 0, 0, Optional.empty(), Optional.empty());
  }

  static ConfigurationStatus of(Active<?> active) {
    CallFigures figures = active.figures();
    Optional<String> broken =
        active.contribution().isEmpty()
            ? Optional.of("There is no contribution " + active.configuration().contribution())
            : active.brokenBy();
    State usual = active.isStarted() ? State.WORKING : State.WAITING;
    long calls = figures.calls.sum();
    return new ConfigurationStatus(
        broken.isPresent() ? State.BROKEN : usual,
        broken,
        calls,
        figures.failures.sum(),
        figures.timeouts.sum(),
        figures.overruns.sum(),
        active.running(),
        calls == 0 ? 0 : figures.nanos.sum() / 1e6 / calls,
        figures.lastError().map(CallFigures.LastError::text),
        figures.lastError().map(CallFigures.LastError::at));
  }
}
