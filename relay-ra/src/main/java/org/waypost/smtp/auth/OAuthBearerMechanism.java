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

/** OAUTHBEARER (RFC 7628): an access token. */
final class OAuthBearerMechanism implements Mechanism {

  // RFC 7628 3.2.2 and 3.2.3: why is told, and the client has to respond to that with U+0001.
  private static final String INVALID = "{\"status\":\"invalid_token\",\"schemes\":\"bearer\"}";

  @Override
  public String name() {
    return "OAUTHBEARER";
  }

  @Override
  public boolean isPossible(Client client) {
    return client.isSecure();
  }

  @Override
  public Step begin(Optional<byte[]> initial, Client client) {
    return initial.isPresent()
        ? take(initial.get())
        : Step.Challenge.of("", OAuthBearerMechanism::take);
  }

  private static Step take(byte[] response) {
    String text = Octets.text(response);
    int end = text.indexOf('\u0001');
    if (end < 0) {
      throw new MalformedMessageException("OAUTHBEARER begins with a header and U+0001");
    }
    Gs2Header header = Gs2Header.parse(text.substring(0, end));
    if (!header.bare().isEmpty() || header.binding() == Gs2Header.Binding.USED) {
      throw new MalformedMessageException("The header is not of the form n,a=user,");
    }
    String token = BearerMessage.parse(text.substring(end + 1)).token();
    return new Step.Question(
        new Credentials.Token(header.authorization(), token), OAuthBearerMechanism::conclude);
  }

  private static Step conclude(SignInAnswer answer) {
    return answer instanceof SignInAnswer.Refused
        ? Step.Challenge.of(INVALID, dummy -> Step.Outcome.REFUSED)
        : new Step.Outcome(answer);
  }
}
