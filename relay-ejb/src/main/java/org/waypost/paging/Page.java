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
package org.waypost.paging;

import java.util.List;

/**
 * One page of a list.
 *
 * @param items the rows, in the list's order
 * @param request which page it is
 * @param total rows on all pages, counted up to {@link #COUNT_LIMIT}
 */
public record Page<T>(List<T> items, PageRequest request, long total) {

  /** Rows beyond this many are not counted, so that a count never reads a whole large table. */
  public static final long COUNT_LIMIT = 10_000;

  /** Copies the rows. */
  public Page {
    items = List.copyOf(items);
  }

  /** Whether there are at least {@link #COUNT_LIMIT} rows, so that total is a lower bound. */
  public boolean isTotalCapped() {
    return total >= COUNT_LIMIT;
  }

  /** Number of pages, at least 1. */
  public long pages() {
    return Math.max(1, (total + request.size() - 1) / request.size());
  }
}
