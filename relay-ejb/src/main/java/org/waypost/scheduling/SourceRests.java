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

import java.time.Duration;

/** Is told that a site wants nothing from one of our source addresses for some time. */
@FunctionalInterface
public interface SourceRests {

  /** Nobody wants to know. */
  SourceRests NONE = (source, site, time, reply) -> {};

  /**
   * Lets a source rest at a site.
   *
   * @param source its name
   * @param site its name
   * @param time how long
   * @param reply that said so
   */
  void rest(String source, String site, Duration time, String reply);
}
