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
package org.waypost.operations;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.waypost.parking.Selection;

/**
 * An action on a selection of parked mail: who did what, when, and how far it is.
 *
 * @param id of the job
 * @param action what is done
 * @param selection to which groups, of mail accepted before the job was made
 * @param state where it stands
 * @param total groups that were selected when it was made
 * @param tally groups that it has come to; those in delivery are tried again until it ends
 * @param createdAt when it was made
 * @param createdBy name of the user; nothing when it is not known
 * @param startedAt when work on it began
 * @param endedAt when it ended
 */
public record QueueJob(
    String id,
    QueueAction action,
    Selection selection,
    State state,
    long total,
    Tally tally,
    Instant createdAt,
    Optional<String> createdBy,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt) {

  /** Where a job stands. */
  public enum State {
    /** Not begun. */
    WAITING,
    /** A node is at work on it, or takes it over soon. */
    RUNNING,
    /** It came to the end. */
    DONE,
    /** Somebody ended it; what is done stays done. */
    CANCELLED;

    /** Whether nothing more is done. */
    public boolean isEnded() {
      return this == DONE || this == CANCELLED;
    }
  }

  /** Checks that nothing is missing. */
  public QueueJob {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(action, "action");
    Objects.requireNonNull(selection, "selection");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(tally, "tally");
    Objects.requireNonNull(createdAt, "createdAt");
    Objects.requireNonNull(createdBy, "createdBy");
    Objects.requireNonNull(startedAt, "startedAt");
    Objects.requireNonNull(endedAt, "endedAt");
  }
}
