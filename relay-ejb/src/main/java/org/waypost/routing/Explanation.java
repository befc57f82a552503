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
package org.waypost.routing;

import java.util.List;
import java.util.Objects;

/**
 * Why mail takes its way.
 *
 * @param route that it takes
 * @param rule name of the route that matched; null when none did, and the last one is taken
 * @param capturing whether capture mode keeps the mail here whatever the rule says
 * @param looked at, in this order, up to the one that matched; at most {@value #MOST}
 * @param omitted how many more were looked at
 */
public record Explanation(
    Route route, String rule, boolean capturing, List<Look> looked, int omitted) {

  /** Most that are told. */
  public static final int MOST = 1000;

  /** Copies the list. */
  public Explanation {
    Objects.requireNonNull(route, "route");
    looked = List.copyOf(looked);
  }

  /**
   * A rule that was looked at.
   *
   * @param rule its name
   * @param matched whether it was taken
   * @param why a sentence for people
   */
  public record Look(String rule, boolean matched, String why) {}
}
