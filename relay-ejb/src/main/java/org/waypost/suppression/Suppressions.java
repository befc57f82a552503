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
package org.waypost.suppression;

import java.util.List;
import java.util.Optional;
import org.waypost.classification.Category;
import org.waypost.paging.Page;
import org.waypost.paging.PageRequest;

/** Reads and changes the suppression list. Callable on any thread, without a transaction. */
public interface Suppressions {

  /**
   * What is on the list, by address. A null or empty part does not restrict.
   *
   * @param text part of the address
   * @param scope domain of the senders; {@code *} for those that hold for all
   */
  record Query(
      String text, Category category, Suppression.Origin origin, String scope, PageRequest page) {}

  /** Entries by address; those that expired stay until they are deleted. */
  Page<Suppression> list(Query query);

  /**
   * Entries in the order of address and scope, behind this one, so that the whole list can be read.
   *
   * @param address empty for the beginning
   * @param limit 1 to 1,000
   */
  List<Suppression> behind(String address, String scope, int limit);

  /** The entry of an address, or {@code @domain}, for this scope. */
  Optional<Suppression> find(String address, String scope);

  /** Puts an address on the list, or changes its entry; true when it was not there. */
  boolean put(Suppression suppression);

  /**
   * Puts many on the list, in batches; what was written stays written when a later batch fails.
   *
   * @return how many were not there before
   */
  int putAll(List<Suppression> suppressions);

  /** Takes an address off the list; false when it was not on it. */
  boolean delete(String address, String scope);
}
