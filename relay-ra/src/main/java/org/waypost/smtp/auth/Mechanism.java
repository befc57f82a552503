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
package org.waypost.smtp.auth;

import java.util.Optional;
import org.waypost.smtp.session.Client;

/** A SASL mechanism (RFC 4422 3), as the server has it. One instance serves all sessions. */
interface Mechanism {

  /** Its registered name. */
  String name();

  /** Whether the client can use it as things are, TLS and its certificate among them. */
  boolean isPossible(Client client);

  /** Whether it becomes possible with TLS, which the refusal then says. */
  default boolean needsTls() {
    return true;
  }

  /**
   * Begins an exchange.
   *
   * @param initial what the client has sent with the command; may be empty octets
   * @param client who it is, as far as it is known
   * @throws MalformedMessageException when it is no message of the mechanism
   */
  Step begin(Optional<byte[]> initial, Client client);
}
