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
package org.waypost.smtpclient.sasl;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.security.sasl.SaslException;

/** LOGIN, which no standard describes: the name, then the password, each when it is asked for. */
final class LoginExchange implements Exchange {

  private final Mechanisms.Credentials credentials;
  private int answered;

  LoginExchange(Mechanisms.Credentials credentials) {
    this.credentials = credentials;
  }

  @Override
  public Optional<byte[]> initial() {
    return Optional.empty();
  }

  @Override
  public byte[] answer(byte[] challenge) throws SaslException {
    answered++;
    if (answered > 2) {
      throw new SaslException("asked for more than name and password");
    }
    String answer = answered == 1 ? credentials.user() : credentials.secret();
    return answer.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public boolean isProven() {
    return true;
  }
}
