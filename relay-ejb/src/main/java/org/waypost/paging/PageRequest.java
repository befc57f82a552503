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

/**
 * Which page of a list is wanted.
 *
 * @param number 1 is the first; 1 to 1,000,000
 * @param size rows a page; 1 to 500
 */
public record PageRequest(int number, int size) {

  /** Rows a page where none is asked for. */
  public static final int DEFAULT_SIZE = 50;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException when one is out of its range
   */
  public PageRequest {
    if (number < 1 || number > 1_000_000) {
      throw new IllegalArgumentException("page is 1 to 1000000, not " + number);
    }
    if (size < 1 || size > 500) {
      throw new IllegalArgumentException("size is 1 to 500, not " + size);
    }
  }

  /** The first page of the default size. */
  public static PageRequest first() {
    return new PageRequest(1, DEFAULT_SIZE);
  }

  /** Rows before this page. */
  public long offset() {
    return (long) (number - 1) * size;
  }
}
