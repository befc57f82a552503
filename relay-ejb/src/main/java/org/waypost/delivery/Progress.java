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
package org.waypost.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a transport made of a destination group. */
sealed interface Progress {

  /**
   * An attempt was made.
   *
   * @param results one for each recipient
   * @param site where it was made; nothing when no site is known
   */
  record Done(List<Result> results, Optional<String> site) implements Progress {
    /** Copies the results. */
    public Done {
      results = List.copyOf(results);
    }

    /** At no site. */
    public Done(List<Result> results) {
      this(results, Optional.empty());
    }
  }

  /**
   * No attempt was made: there is no place for one at the moment.
   *
   * @param site where it waits
   * @param until before this time there is no place for certain
   * @param reason a sentence for people
   */
  record Waits(String site, Instant until, String reason) implements Progress {}
}
