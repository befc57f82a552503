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
package org.waypost.smtpclient;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What an attempt has to keep to, as the scheduling of its site says.
 *
 * @param sources the local addresses that connections leave from, at most one of each family, the
 *     preferred one first; none for the system's choice
 * @param messagesPerConnection transactions before a connection is closed, 1 or more
 * @param idle how long an unused connection is kept, 0 for not at all
 * @param recipientsPerTransaction 1 or more
 * @param timeouts how long a peer may take; without them, as the client is configured
 */
public record Passage(
    List<Source> sources,
    int messagesPerConnection,
    Duration idle,
    int recipientsPerTransaction,
    Optional<Timeouts> timeouts) {

  /** The system's choice of address, 1,000 messages for each connection, kept for 15 s. */
  public static final Passage DEFAULT =
      new Passage(List.of(), 1000, Duration.ofSeconds(15), 100, Optional.empty());

  /** Checks the ranges, and that no two sources are of one family. */
  public Passage {
    sources = List.copyOf(sources);
    Objects.requireNonNull(timeouts, "timeouts");
    if (sources.stream().map(Source::family).distinct().count() < sources.size()) {
      throw new IllegalArgumentException("A passage has one source of each family at most");
    }
    if (messagesPerConnection < 1 || idle.isNegative() || recipientsPerTransaction < 1) {
      throw new IllegalArgumentException("A bound of a passage is out of its range");
    }
  }

  /** The same from these addresses. */
  public Passage from(List<Source> others) {
    return new Passage(others, messagesPerConnection, idle, recipientsPerTransaction, timeouts);
  }

  /** Where connections to a peer of this family leave from; nothing for the system's choice. */
  Optional<Source> source(AddressFamily family) {
    return sources.stream().filter(each -> each.family() == family).findFirst();
  }

  /** Whether peers of this family can be reached. */
  boolean reaches(AddressFamily family) {
    return sources.isEmpty() || source(family).isPresent();
  }

  /**
   * A local address to send from.
   *
   * @param name of the source, as administrators know it
   * @param address IPv4 or IPv6; a peer of the other family is not reached from it
   * @param ehlo what it is called in EHLO
   */
  public record Source(String name, InetAddress address, String ehlo) {
    /** The family of the peers that are reached from it. */
    public AddressFamily family() {
      return AddressFamily.of(address);
    }
  }
}
