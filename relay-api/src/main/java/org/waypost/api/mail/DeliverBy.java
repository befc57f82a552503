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
package org.waypost.api.mail;

import java.time.Instant;
import java.util.Objects;

/**
 * A time limit on delivery (RFC 2852).
 *
 * @param deadline by when; may be past with NOTIFY
 * @param mode what to do when it has passed
 * @param trace whether to report each relaying too
 */
public record DeliverBy(Instant deadline, Mode mode, boolean trace) {

  /** What happens at the deadline. */
  public enum Mode {
    /** The message is returned. */
    RETURN,
    /** The sender is told, and delivery goes on. */
    NOTIFY
  }

  /** Checks that nothing is missing. */
  public DeliverBy {
    Objects.requireNonNull(deadline, "deadline");
    Objects.requireNonNull(mode, "mode");
  }
}
