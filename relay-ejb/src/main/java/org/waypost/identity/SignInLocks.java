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
package org.waypost.identity;

import org.waypost.paging.Page;
import org.waypost.paging.PageRequest;

/** Locks after failed sign-ins, on all nodes. Callable on any thread, without a transaction. */
public interface SignInLocks {

  /** The locks of this moment, newest first. */
  Page<SignInLock> list(PageRequest page);

  /**
   * Ends a lock, and forgets the failures that led to it.
   *
   * @return whether there was a lock of that id
   */
  boolean revoke(String id);
}
