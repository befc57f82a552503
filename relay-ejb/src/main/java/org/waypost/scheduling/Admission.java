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

/** What became of a request for a place. */
public sealed interface Admission {

  /** Go on; the place is given back by closing it. */
  record Granted(Place place) implements Admission {}

  /**
   * Not now: the message is parked in the site's own order.
   *
   * @param site where it waits: the site that was asked for, or a name that stands for its domain
   * @param until before this time there is no place for certain
   * @param reason a sentence for people, shown as what the message waits for
   */
  record Waits(String site, Instant until, String reason) implements Admission {}
}
