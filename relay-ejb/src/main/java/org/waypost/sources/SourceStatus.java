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

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A source as this node sees it.
 *
 * @param state whether it is used
 * @param why it is not; empty while it is
 * @param day of the counts, in its zone
 * @param used attempts that left from it on that day, on all nodes
 * @param limit of them; null without one
 * @param sites what its warm-up says of some sites
 * @param rests where it is not wanted for now; at most 100
 */
public record SourceStatus(
    State state,
    String why,
    LocalDate day,
    long used,
    Long limit,
    List<SiteCount> sites,
    List<Rest> rests) {

  /** Whether a source is used. */
  public enum State {
    /** It is. */
    READY,
    /** An administrator says no. */
    DISABLED,
    /** It belongs to another node. */
    ELSEWHERE,
    /** This node cannot bind its address. */
    UNBOUND,
    /** Its warm-up begins later. */
    NOT_STARTED,
    /** Its warm-up allows no more today. */
    EXHAUSTED
  }

  /**
   * What left for some sites.
   *
   * @param name of that part of the warm-up
   * @param used attempts on the day
   * @param limit of them; null without one
   */
  public record SiteCount(String name, long used, Long limit) {}

  /**
   * A site that wants nothing from it.
   *
   * @param site its name
   * @param until when it is asked again
   * @param reply that said so
   */
  public record Rest(String site, Instant until, String reply) {}

  /** Copies the lists. */
  public SourceStatus {
    sites = List.copyOf(sites);
    rests = List.copyOf(rests);
  }
}
