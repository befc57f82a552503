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
package org.waypost.events;

import java.util.List;

/** Whoever is told of events by the publisher, before they are forgotten. */
public interface EventTarget {

  /** Whether anybody listens now; asked for every change, so it never waits. */
  boolean isWanted();

  /**
   * Tells events, as JSON, in order; called by one thread at a time, and with the same again when
   * it has thrown, or the process has died meanwhile. Has to return within 40 seconds.
   *
   * @throws RuntimeException when they have to be told again
   */
  void tell(List<String> bodies);
}
