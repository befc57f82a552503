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
 * Decides who may deliver to which destination site, and when. Safe for use by any number of
 * threads; a decision takes no time worth mentioning, and blocks for a tenth of a second at the
 * most.
 */
public interface Sites extends Crowds {

  /** A place for one attempt, or how to wait for one. Who is to wait has to be parked. */
  Admission admit(SiteRequest request);

  @Override
  default Optional<String> turnAway(String destination) {
    return Optional.empty();
  }
}
