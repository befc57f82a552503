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
import java.util.function.Function;
import org.waypost.api.smtp.Credentials;
import org.waypost.api.smtp.SignInAnswer;
import org.waypost.smtp.session.Client;

/**
 * A mechanism with an access token: one message, which shows the token and so needs TLS. Of a
 * refusal the client is told why, and it has to respond to that before it is refused (RFC 7628
 * 3.2.2 and 3.2.3).
 */
abstract class BearerMechanism implements Mechanism {

  private final String invalid;
  private final Function<String, Credentials.Token> reader;

  /**
   * One mechanism.
   *
   * @param invalid what a client is told whose token is refused, in JSON
   * @param reader of the client's message
   */
  BearerMechanism(String invalid, Function<String, Credentials.Token> reader) {
    this.invalid = invalid;
    this.reader = reader;
  }

  @Override
  public final boolean isPossible(Client client) {
    return client.isSecure();
  }

  @Override
  public final Step begin(Optional<byte[]> initial, Client client) {
    return initial.isPresent() ? take(initial.get()) : Step.Challenge.of("", this::take);
  }

  private Step take(byte[] response) {
    return new Step.Question(reader.apply(Octets.text(response)), this::conclude);
  }

  private Step conclude(SignInAnswer answer) {
    return answer instanceof SignInAnswer.Refused
        ? Step.Challenge.of(invalid, dummy -> Step.Outcome.REFUSED)
        : new Step.Outcome(answer);
  }
}
