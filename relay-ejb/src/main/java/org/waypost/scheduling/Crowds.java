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

import java.util.Optional;

/**
 * Knows where mail has to wait for certain, so that it need not go through a worker, ask the DNS or
 * stand in the queue before mail for others. Asked for every message, by any number of threads: an
 * answer comes from memory.
 */
@FunctionalInterface
public interface Crowds {

  /** Nowhere. */
  Crowds NONE = destination -> Optional.empty();

  /**
   * The site at which fresh mail for a destination has to wait; nothing when it may find a place.
   * Mail that is turned away counts as waiting there and has to be parked.
   *
   * @param destination a domain or a smart host, as routes name it
   */
  Optional<String> turnAway(String destination);
}
