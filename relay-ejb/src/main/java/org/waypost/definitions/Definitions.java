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
package org.waypost.definitions;

import java.util.Optional;
import org.waypost.paging.Page;
import org.waypost.paging.PageRequest;

/**
 * Manages the definitions of one kind, for all nodes: those of administrators, and those that are
 * shipped, if there are any. One of an administrator stands in for a shipped one of its name.
 */
public interface Definitions<T> {

  /** By position, and by name among equals. */
  Page<Stored<T>> list(PageRequest page);

  /** One of them. */
  Optional<Stored<T>> find(String name);

  /**
   * Makes one; empty when there is one of its name.
   *
   * @throws org.waypost.json.InvalidMemberException when there are too many, or it is too long
   */
  Optional<Stored<T>> create(T definition);

  /**
   * Changes one as a whole, or makes it.
   *
   * @throws org.waypost.json.InvalidMemberException when there are too many, or it is too long
   */
  Stored<T> replace(T definition);

  /**
   * Deletes what an administrator made; one of that name that is shipped holds again.
   *
   * @return false when no administrator made one of this name
   */
  boolean delete(String name);
}
