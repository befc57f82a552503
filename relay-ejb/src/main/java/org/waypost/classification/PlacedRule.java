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
package org.waypost.classification;

import org.waypost.json.InvalidMemberException;

/**
 * A rule, and where it stands.
 *
 * @param position rules are asked from the lowest on; those that are shipped have {@value #SHIPPED}
 *     and more
 * @param enabled whether it is asked; one of the name of a shipped rule that is not switches that
 *     one off
 */
public record PlacedRule(BounceRule rule, int position, boolean enabled) {

  /** The position of the first rule that is shipped. */
  public static final int SHIPPED = 1_000_000;

  /** The highest position. */
  public static final int LAST = 2_000_000;

  /**
   * Checks the position.
   *
   * @throws InvalidMemberException when it is out of range
   */
  public PlacedRule {
    if (position < 0 || position > LAST) {
      throw new InvalidMemberException("position", "from 0 to " + LAST + ", not " + position);
    }
  }
}
