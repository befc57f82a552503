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

import java.util.List;

/** Knows how each site is treated. Answers from memory, to any number of threads. */
public interface Shaping {

  /**
   * How a site is treated.
   *
   * @param domain of the recipients, or the smart host
   * @param hosts names of its hosts
   */
  Shape of(String domain, List<String> hosts);

  /** How a site is treated of which nothing is known. */
  Shape standard();

  /** The same for all sites. */
  static Shaping same(Shape shape) {
    return new Shaping() {
      @Override
      public Shape of(String domain, List<String> hosts) {
        return shape;
      }

      @Override
      public Shape standard() {
        return shape;
      }
    };
  }
}
