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
package org.waypost.parking;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.waypost.api.mail.MessageId;

/**
 * Which parked groups are meant: those of which every part that is given is true.
 *
 * @param ids of messages, at most {@value #MOST_IDS}; empty for all
 * @param site the set of hosts, exact
 * @param destination domain or smart host, exact
 * @param domain of a recipient, exact
 * @param sender an address, exact; {@code @} and a domain for all of its senders; empty for the
 *     null sender
 * @param tag given at submission, exact
 * @param reply part of the last reply, whatever the case
 * @param state why it is parked
 * @param acceptedAfter accepted at this time or later
 * @param acceptedBefore accepted before this time
 */
public record Selection(
    List<MessageId> ids,
    Optional<String> site,
    Optional<String> destination,
    Optional<String> domain,
    Optional<String> sender,
    Optional<String> tag,
    Optional<String> reply,
    Optional<ParkedEntry.State> state,
    Optional<Instant> acceptedAfter,
    Optional<Instant> acceptedBefore) {

  /** Messages that may be named at a time. */
  public static final int MOST_IDS = 1000;

  /** Everything that is parked. */
  public static final Selection ALL =
      new Selection(
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /**
   * Checks that nothing is null, and the number of ids.
   *
   * @throws IllegalArgumentException when there are too many ids
   */
  public Selection {
    ids = List.copyOf(ids);
    if (ids.size() > MOST_IDS) {
      throw new IllegalArgumentException("at most " + MOST_IDS + " ids, not " + ids.size());
    }
    Objects.requireNonNull(site, "site");
    Objects.requireNonNull(destination, "destination");
    Objects.requireNonNull(domain, "domain");
    Objects.requireNonNull(sender, "sender");
    Objects.requireNonNull(tag, "tag");
    Objects.requireNonNull(reply, "reply");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(acceptedAfter, "acceptedAfter");
    Objects.requireNonNull(acceptedBefore, "acceptedBefore");
  }

  /** By destination and state, as far as they are given. */
  public static Selection of(String destination, ParkedEntry.State state) {
    return new Selection(
        List.of(),
        Optional.empty(),
        Optional.ofNullable(destination),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.ofNullable(state),
        Optional.empty(),
        Optional.empty());
  }

  /** These messages. */
  public static Selection of(List<MessageId> ids) {
    return new Selection(
        ids,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Whether it leaves nothing out. */
  public boolean isEverything() {
    return equals(ALL);
  }
}
