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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.waypost.api.mail.Reply;
import org.waypost.smtpclient.AddressFamily;
import org.waypost.smtpclient.DeliveryReport;
import org.waypost.smtpclient.Passage;

/** How one attempt leaves. Used by the thread that makes it. */
public interface Departure {

  /** From an address that the system chooses. */
  Departure OF_SYSTEM =
      new Departure() {
        @Override
        public Optional<Waits> closed() {
          return Optional.empty();
        }

        @Override
        public Way leave(UnaryOperator<Set<AddressFamily>> families) {
          return new Leave() {
            @Override
            public List<Passage.Source> sources() {
              return List.of();
            }

            @Override
            public void done(DeliveryReport report) {
              // Nobody counts what the system chooses.
            }

            @Override
            public void close() {
              // Nothing was reserved.
            }
          };
        }
      };

  /** Whether it can be told before a place at the site is asked for that there is no source. */
  Optional<Waits> closed();

  /**
   * Chooses sources, and reserves them until the way is closed.
   *
   * @param families which of the given address families lead to the destination
   */
  Way leave(UnaryOperator<Set<AddressFamily>> families);

  /** What came of a choice. */
  sealed interface Way permits Leave, Waits, Nowhere {}

  /** Go on; what is reserved is given back by closing it. */
  non-sealed interface Leave extends Way, AutoCloseable {
    /** The addresses, at most one of each family, the preferred one first; none: the system's. */
    List<Passage.Source> sources();

    /** Tells how the attempt went, so that what left is counted; at most once, before closing. */
    void done(DeliveryReport report);

    @Override
    void close();
  }

  /**
   * Not now: the mail is parked.
   *
   * @param line the name under which it waits
   * @param until before this time there is no source, as far as is known
   * @param reason a sentence for people
   */
  record Waits(String line, Instant until, String reason) implements Way {}

  /** No source of the pool can ever reach the destination, as both are now: the reply is 4xx. */
  record Nowhere(Reply reply) implements Way {}
}
