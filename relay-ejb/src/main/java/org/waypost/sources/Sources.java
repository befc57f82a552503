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
 * The source addresses. What is changed takes effect at once on this node, and within 2 seconds on
 * the others.
 */
public interface Sources {

  /**
   * A source that there is.
   *
   * @param source itself
   * @param changedAt when it was made or changed
   * @param status how this node sees it
   */
  record Stored(Source source, Instant changedAt, SourceStatus status) {}

  /** The sources by name. */
  Page<Stored> list(PageRequest page);

  /** One source. */
  Optional<Stored> find(String name);

  /** Makes a source; nothing when there is one of its name. */
  Optional<Stored> create(Source source);

  /** Changes a source, or makes it. */
  Stored replace(Source source);

  /** Deletes a source that no pool has. */
  Deletion delete(String name);
}
