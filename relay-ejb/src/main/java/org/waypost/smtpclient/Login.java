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

import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * How Waypost signs in at a smart host. Never shown whole: {@link #toString} leaves secrets out.
 *
 * @param user the name
 * @param password nothing with OAuth2
 * @param mechanism the SASL mechanism to use; nothing for the strongest that both sides know
 * @param oauth where an access token is fetched; nothing to sign in with the password
 */
public record Login(
    String user, Optional<String> password, Optional<String> mechanism, Optional<OAuth> oauth) {

  /** Checks that there is something to prove the name with. */
  public Login {
    Objects.requireNonNull(user, "A login has a user");
    if (password.isEmpty() && oauth.isEmpty()) {
      throw new IllegalArgumentException("A login has a password or an OAuth2 token address");
    }
  }

  /**
   * The client credentials grant (RFC 6749 4.4).
   *
   * @param tokenUrl https, or http on loopback
   * @param clientId as the identity provider knows Waypost
   * @param clientSecret its proof
   * @param scope asked for; nothing for none
   */
  public record OAuth(URI tokenUrl, String clientId, String clientSecret, Optional<String> scope) {
    @Override
    public String toString() {
      return "OAuth[" + tokenUrl + ", " + clientId + "]";
    }
  }

  @Override
  public String toString() {
    return "Login[" + user + "]";
  }
}
