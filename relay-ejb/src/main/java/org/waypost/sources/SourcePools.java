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
package org.waypost.sources;

import java.time.Instant;
import java.util.Optional;
import org.waypost.paging.Page;
import org.waypost.paging.PageRequest;

/**
 * The pools of source addresses. What is changed takes effect at once on this node, and within 2
 * seconds on the others.
 */
public interface SourcePools extends PoolRules {

  /**
   * A pool that there is.
   *
   * @param pool itself
   * @param changedAt when it was made or changed
   * @param ready how many of its sources this node uses now
   */
  record Stored(SourcePool pool, Instant changedAt, int ready) {}

  /** The pools in the order in which they are looked at. */
  Page<Stored> list(PageRequest page);

  /** One pool. */
  Optional<Stored> find(String name);

  /**
   * Makes a pool; nothing when there is one of its name.
   *
   * @throws org.waypost.json.InvalidMemberException when it names what there is not
   */
  Optional<Stored> create(SourcePool pool);

  /**
   * Changes a pool, or makes it.
   *
   * @throws org.waypost.json.InvalidMemberException when it names what there is not
   */
  Stored replace(SourcePool pool);

  /** Deletes a pool that no route and no other pool names. */
  Deletion delete(String name);

  /** Whether there is one of this name. */
  boolean knows(String name);
}
