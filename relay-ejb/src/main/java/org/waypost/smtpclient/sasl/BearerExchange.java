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

/** An access token (RFC 6750) as OAUTHBEARER (RFC 7628) or as XOAUTH2 has it. */
final class BearerExchange implements Exchange {

  private final String initial;
  private final byte[] afterError;

  private BearerExchange(String initial, byte[] afterError) {
    this.initial = initial;
    this.afterError = afterError;
  }

  static BearerExchange oauthbearer(Mechanisms.Credentials credentials) {
    // RFC 5801 4: a comma and an equals sign would end the name.
    String user = credentials.user().replace("=", "=3D").replace(",", "=2C");
    return new BearerExchange(
        "n,a="
            + user
            + ",\u0001host="
            + credentials.host()
            + "\u0001auth=Bearer "
            + credentials.secret()
            + "\u0001\u0001",
        // RFC 7628 3.2.3: an error is told in a challenge, which is answered with this.
        new byte[] {1});
  }

  static BearerExchange xoauth2(Mechanisms.Credentials credentials) {
    return new BearerExchange(
        "user=" + credentials.user() + "\u0001auth=Bearer " + credentials.secret() + "\u0001\u0001",
        new byte[0]);
  }

  @Override
  public Optional<byte[]> initial() {
    return Optional.of(initial.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public byte[] answer(byte[] challenge) {
    return afterError.clone();
  }

  @Override
  public boolean isProven() {
    return true;
  }
}
