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
import java.util.Objects;

/**
 * How a site is treated.
 *
 * @param rule name of the rule that says so
 * @param limits what holds for it
 * @param replies what its replies do to it; the first that matches counts
 */
public record Shape(String rule, SiteLimits limits, List<ReplyRule> replies) {
  /** Copies the replies. */
  public Shape {
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(limits, "limits");
    replies = List.copyOf(replies);
  }

  /** Asked for every message, mostly of itself. */
  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof Shape shape
            && rule.equals(shape.rule)
            && limits.equals(shape.limits)
            && replies.equals(shape.replies));
  }

  @Override
  public int hashCode() {
    return Objects.hash(rule, limits, replies);
  }
}
