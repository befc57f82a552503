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

/**
 * LOGIN, which no RFC defines and many clients know (draft-murchison-sasl-login): asks for the
 * name, then for the password.
 */
final class LoginMechanism implements Mechanism {

  @Override
  public String name() {
    return "LOGIN";
  }

  @Override
  public boolean isPossible(Client client) {
    return client.isSecure();
  }

  @Override
  public Step begin(Optional<byte[]> initial, Client client) {
    // Some clients send the name with the command; an empty response is none.
    return initial.isPresent() && initial.get().length > 0
        ? askPassword(initial.get())
        : Step.Challenge.of("Username:", LoginMechanism::askPassword);
  }

  private static Step askPassword(byte[] response) {
    String name = required(response, "name");
    return Step.Challenge.of(
        "Password:",
        password ->
            Step.Question.last(
                new Credentials.Password(null, name, required(password, "password"))));
  }

  private static String required(byte[] response, String what) {
    String text = Octets.text(response);
    if (text.isEmpty()) {
      throw new MalformedMessageException("LOGIN takes a " + what);
    }
    return text;
  }
}
