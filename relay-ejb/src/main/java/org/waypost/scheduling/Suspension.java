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

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * No attempts are made for a while, at a site or for a domain.
 *
 * @param ofDomain whether the domain is suspended, and not the site
 * @param reason a sentence for people
 * @param until when it ends by itself; nothing when somebody has to end it
 */
public record Suspension(boolean ofDomain, String reason, Optional<Instant> until) {
  /** Checks that nothing is missing. */
  public Suspension {
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(until, "until");
  }
}
