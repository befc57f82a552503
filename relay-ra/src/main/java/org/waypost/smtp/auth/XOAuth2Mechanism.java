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
import org.waypost.api.smtp.SignInAnswer;
import org.waypost.smtp.session.Client;

/**
 * XOAUTH2, what OAUTHBEARER was before it became a standard, and what many clients still speak: a
 * user and an access token.
 */
final class XOAuth2Mechanism implements Mechanism {

  private static final String INVALID = "{\"status\":\"401\",\"schemes\":\"bearer\"}";

  @Override
  public String name() {
    return "XOAUTH2";
  }

  @Override
  public boolean isPossible(Client client) {
    return client.isSecure();
  }

  @Override
  public Step begin(Optional<byte[]> initial, Client client) {
    return initial.isPresent()
        ? take(initial.get())
        : Step.Challenge.of("", XOAuth2Mechanism::take);
  }

  private static Step take(byte[] response) {
    BearerMessage message = BearerMessage.parse(Octets.text(response));
    String user = message.value("user");
    if (user == null || user.isEmpty()) {
      throw new MalformedMessageException("There is no user=");
    }
    return new Step.Question(
        new Credentials.Token(user, message.token()), XOAuth2Mechanism::conclude);
  }

  private static Step conclude(SignInAnswer answer) {
    return answer instanceof SignInAnswer.Refused
        ? Step.Challenge.of(INVALID, dummy -> Step.Outcome.REFUSED)
        : new Step.Outcome(answer);
  }
}
