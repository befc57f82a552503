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
package org.waypost.sources;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.waypost.routing.RouteMatch;
import org.waypost.routing.RoutingRequest;

/**
 * Sources that mail leaves from by turns.
 *
 * @param name 1 to 64 letters, digits, dots, hyphens and underscores
 * @param order of pools that match, the lowest is taken
 * @param matches mail whose route names no pool is for this one if any of them holds
 * @param choice how one of the sources is chosen
 * @param members 1 or more
 * @param overflow pool that is taken when all sources of this one are used up
 */
public record SourcePool(
    String name,
    int order,
    List<RouteMatch> matches,
    Choice choice,
    List<Member> members,
    Optional<String> overflow) {

  /** The pool of mail that no other pool is for, if there is one of this name. */
  public static final String STANDARD = "default";

  /** How a source is chosen of those that can be used. */
  public enum Choice {
    /** By lot, in proportion to the weights. */
    WEIGHTED,
    /** The first of the list. */
    FIRST
  }

  /**
   * A source of a pool.
   *
   * @param source its name
   * @param weight its share here; without it, its own
   */
  public record Member(String source, OptionalInt weight) {
    /** Checks the weight. */
    public Member {
      Objects.requireNonNull(source, "source");
      if (weight.isPresent() && (weight.getAsInt() < 1 || weight.getAsInt() > Source.MOST_WEIGHT)) {
        throw new IllegalArgumentException("A weight is from 1 to " + Source.MOST_WEIGHT);
      }
    }
  }

  /** Copies the lists. */
  public SourcePool {
    name = Names.checked(name);
    Objects.requireNonNull(choice, "choice");
    Objects.requireNonNull(overflow, "overflow");
    matches = List.copyOf(matches);
    members = List.copyOf(members);
    if (members.isEmpty()) {
      throw new IllegalArgumentException("A pool has sources");
    }
  }

  /** The first of its matches that holds. */
  Optional<RouteMatch> match(RoutingRequest mail) {
    return matches.stream().filter(each -> each.holds(mail)).findFirst();
  }

  /** Whether it has this source. */
  boolean has(String source) {
    return members.stream().anyMatch(each -> each.source().equals(source));
  }
}
