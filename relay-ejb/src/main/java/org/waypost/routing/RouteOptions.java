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

import java.util.Objects;
import java.util.Optional;
import org.waypost.parking.RetrySchedule;
import org.waypost.rewriting.SenderRewriting;
import org.waypost.smtpclient.TlsPolicy;

/**
 * What holds for mail on a route and not elsewhere.
 *
 * @param retry when it is tried again and given up; without it, as the settings say
 * @param tls how its connections are secured; without it, as the destination's policy says
 * @param sourcePool name of the pool of source addresses it leaves from; without it, the pools' own
 *     rules decide
 * @param sender how the sender is rewritten
 */
public record RouteOptions(
    Optional<RetrySchedule> retry,
    Optional<TlsPolicy> tls,
    Optional<String> sourcePool,
    SenderRewriting sender) {

  /** Nothing of its own. */
  public static final RouteOptions NONE =
      new RouteOptions(Optional.empty(), Optional.empty(), Optional.empty());

  /** Checks that nothing is null. */
  public RouteOptions {
    Objects.requireNonNull(retry, "retry");
    Objects.requireNonNull(tls, "tls");
    Objects.requireNonNull(sourcePool, "sourcePool");
    Objects.requireNonNull(sender, "sender");
  }

  /** The same for mail whose sender stays as it is. */
  public RouteOptions(
      Optional<RetrySchedule> retry, Optional<TlsPolicy> tls, Optional<String> sourcePool) {
    this(retry, tls, sourcePool, SenderRewriting.NONE);
  }
}
