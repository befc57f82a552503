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
package org.waypost.web.console;

import org.waypost.paging.Page;

/** The links to the pages around one page of a list. */
public final class Pager {

  private final Page<?> page;
  private final String path;
  private final Query query;

  Pager(Page<?> page, String path, Query query) {
    this.page = page;
    this.path = path;
    this.query = query;
  }

  /** Number of this page. */
  public int getNumber() {
    return page.request().number();
  }

  /** Number of pages, as far as rows are counted. */
  public long getPages() {
    return page.pages();
  }

  /** Rows on all pages. */
  public long getTotal() {
    return page.total();
  }

  /** Whether there are more rows than were counted. */
  public boolean isCapped() {
    return page.isTotalCapped();
  }

  /** Whether there is another page at all. */
  public boolean isNeeded() {
    return getPages() > 1 || getNumber() > 1;
  }

  /** The page before; null on the first. */
  public String getPrevious() {
    return getNumber() > 1 ? query.withPage(getNumber() - 1).on(path) : null;
  }

  /** The page after; null on the last. Beyond what is counted a full page has a next one. */
  public String getNext() {
    boolean more =
        getNumber() < getPages() || (isCapped() && page.items().size() == page.request().size());
    return more ? query.withPage(getNumber() + 1).on(path) : null;
  }
}
