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

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.waypost.smtpclient.Timeouts;

/**
 * What holds for a destination site, on each node.
 *
 * @param firstConnections attempts at a time when nothing is known of the site, 1 or more
 * @param connections attempts at a time at the most, not fewer than the first
 * @param messagesPerConnection 1 or more
 * @param recipientsPerTransaction 1 to 1000
 * @param idle how long an unused connection is kept; 0 for not at all
 * @param rates of messages; all of them hold
 * @param failures failures in a row to connect that suspend the site, 1 or more
 * @param connectionsPerSource attempts at a time from one source address of ours, 1 or more
 * @param timeouts how long its hosts may take; without them, as the client is configured
 */
public record SiteLimits(
    int firstConnections,
    int connections,
    int messagesPerConnection,
    int recipientsPerTransaction,
    Duration idle,
    List<Rate> rates,
    int failures,
    int connectionsPerSource,
    Optional<Timeouts> timeouts) {

  /**
   * So many messages in a time.
   *
   * @param messages 1 or more
   * @param per 1 ms or more
   */
  public record Rate(long messages, Duration per) {
    /** Checks the ranges. */
    public Rate {
      if (messages < 1 || per.toMillis() < 1) {
        throw new IllegalArgumentException("A rate is 1 message or more in 1 ms or more");
      }
    }
  }

  /** The same for every source address, with the usual time-outs. */
  public SiteLimits(
      int firstConnections,
      int connections,
      int messagesPerConnection,
      int recipientsPerTransaction,
      Duration idle,
      List<Rate> rates,
      int failures) {
    this(
        firstConnections,
        connections,
        messagesPerConnection,
        recipientsPerTransaction,
        idle,
        rates,
        failures,
        connections,
        Optional.empty());
  }

  /** Copies the rates and checks the ranges. */
  public SiteLimits {
    Objects.requireNonNull(idle, "idle");
    Objects.requireNonNull(timeouts, "timeouts");
    rates = List.copyOf(rates);
    if (firstConnections < 1
        || connections < firstConnections
        || messagesPerConnection < 1
        || recipientsPerTransaction < 1
        || recipientsPerTransaction > 1000
        || idle.isNegative()
        || failures < 1
        || connectionsPerSource < 1) {
      throw new IllegalArgumentException("A limit of a site is out of its range");
    }
  }

  /** What holds where no rule says otherwise, with so many connections at the most. */
  public static SiteLimits of(int connections) {
    return new SiteLimits(
        Math.min(4, connections), connections, 1000, 100, Duration.ofSeconds(15), List.of(), 5);
  }
}
