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
import java.util.Optional;
import org.waypost.paging.Page;
import org.waypost.paging.PageRequest;

/** Suspensions, made and ended. Callable on any thread, without a transaction. */
public interface SuspensionList {

  /** Those that hold, the newest first. */
  Page<Suspended> list(PageRequest page);

  /** One that holds. */
  Optional<Suspended> find(String id);

  /**
   * Suspends something, and returns when that is on disk; other nodes know it 2 seconds later.
   *
   * @param name empty for everything
   * @param until in the future; nothing for until somebody ends it
   * @param user who does it; null when it is not known
   * @return nothing when it is suspended already
   * @throws org.waypost.json.InvalidMemberException when a part makes no sense
   */
  Optional<Suspended> suspend(
      Suspended.Kind kind, String name, String reason, Optional<Instant> until, String user);

  /** Ends a suspension; false when there is none of this id. */
  boolean resume(String id, String user);
}
