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
package org.waypost.suspension;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What an administrator has suspended.
 *
 * @param id of the suspension
 * @param kind of thing
 * @param name of the site, domain or sender, as mail is compared with it; empty for everything
 * @param reason a sentence for people, 1 to 500 characters
 * @param until when it ends by itself; nothing when somebody has to end it
 * @param createdAt when it was made
 * @param createdBy name of the user; nothing when it is not known
 */
public record Suspended(
    String id,
    Kind kind,
    String name,
    String reason,
    Optional<Instant> until,
    Instant createdAt,
    Optional<String> createdBy) {

  /** What can be suspended. */
  public enum Kind {
    /** A set of hosts, by its name. */
    SITE,
    /** Recipients of a domain, or a smart host. */
    DOMAIN,
    /** An address, or {@code @} and a domain. */
    SENDER,
    /** Everything. */
    ALL
  }

  /** Checks that nothing is missing. */
  public Suspended {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(until, "until");
    Objects.requireNonNull(createdAt, "createdAt");
    Objects.requireNonNull(createdBy, "createdBy");
  }

  /** Whether it still holds. */
  boolean holdsAt(Instant now) {
    return until.isEmpty() || now.isBefore(until.get());
  }
}
