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
import java.util.Optional;
import org.waypost.paging.Page;
import org.waypost.paging.PageRequest;

/**
 * The shaping rules: those that are shipped, and those of administrators, which stand in for
 * shipped ones of the same name. What is changed takes effect at once on this node, and within
 * seconds on the others.
 */
public interface ShapingRules {

  /**
   * A rule that holds.
   *
   * @param rule itself
   * @param shipped whether a rule of this name is shipped
   * @param changedAt when an administrator made or changed it; null for a rule as it is shipped
   */
  record Stored(ShapingRule rule, boolean shipped, Instant changedAt) {}

  /** The rules in the order in which they are looked at. */
  Page<Stored> list(PageRequest page);

  /** One rule. */
  Optional<Stored> find(String name);

  /** Makes a rule; nothing when there is one of its name. */
  Optional<Stored> create(ShapingRule rule);

  /** Changes a rule, or makes it. */
  Stored replace(ShapingRule rule);

  /**
   * Deletes what an administrator made; a rule of that name that is shipped holds again.
   *
   * @return false when no administrator made one of this name
   */
  boolean delete(String name);
}
