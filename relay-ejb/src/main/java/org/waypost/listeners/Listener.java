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
package org.waypost.listeners;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.waypost.api.listener.ListenerDefinition;
import org.waypost.api.listener.ListenerStatus;

/**
 * A listener as it is defined, and what this node makes of it.
 *
 * @param definition in the database
 * @param changedAt when it was changed last
 * @param status on this node; empty for the moment in which the node has not heard of it
 */
public record Listener(
    ListenerDefinition definition, Instant changedAt, Optional<ListenerStatus> status) {

  /** Checks that nothing is missing. */
  public Listener {
    Objects.requireNonNull(definition, "definition");
    Objects.requireNonNull(changedAt, "changedAt");
    Objects.requireNonNull(status, "status");
  }
}
