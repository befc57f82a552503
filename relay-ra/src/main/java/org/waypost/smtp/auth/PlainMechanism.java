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
import org.waypost.api.smtp.Credentials;
import org.waypost.smtp.session.Client;

/** PLAIN (RFC 4616): authorization identity, name and password, with NULs between them. */
final class PlainMechanism implements Mechanism {

  @Override
  public String name() {
    return "PLAIN";
  }

  @Override
  public boolean isPossible(Client client) {
    return client.isSecure();
  }

  @Override
  public Step begin(Optional<byte[]> initial, Client client) {
    return initial.isPresent() ? take(initial.get()) : Step.Challenge.of("", PlainMechanism::take);
  }

  private static Step take(byte[] response) {
    String[] parts = Octets.anyText(response).split("\0", -1);
    if (parts.length != 3 || parts[1].isEmpty() || parts[2].isEmpty()) {
      throw new MalformedMessageException("PLAIN takes identity, name and password");
    }
    return Step.Question.last(
        new Credentials.Password(Octets.nullIfEmpty(parts[0]), parts[1], parts[2]));
  }
}
