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

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.security.sasl.SaslException;

/** Chooses a mechanism, and begins it. */
public final class Mechanisms {

  /** Without TLS, those come first that never show the password. */
  private static final List<String> IN_CLEAR =
      List.of("SCRAM-SHA-256", "CRAM-MD5", "DIGEST-MD5", "NTLM", "PLAIN", "LOGIN");

  /**
   * Over TLS a server can check PLAIN whatever it keeps of passwords, and CRAM-MD5 and DIGEST-MD5
   * only with passwords kept in clear: many offer them, and then refuse everybody.
   */
  private static final List<String> OVER_TLS =
      List.of("SCRAM-SHA-256", "PLAIN", "LOGIN", "CRAM-MD5", "DIGEST-MD5", "NTLM");

  private static final List<String> WITH_TOKEN = List.of("OAUTHBEARER", "XOAUTH2");

  private Mechanisms() {}

  /**
   * Who signs in, and where.
   *
   * @param user the name
   * @param secret a password or an access token
   * @param host of the server
   */
  public record Credentials(String user, String secret, String host) {
    @Override
    public String toString() {
      return "Credentials[" + user + " at " + host + "]";
    }
  }

  /** Names of those that can be asked for. */
  public static List<String> known(boolean token) {
    return token ? WITH_TOKEN : OVER_TLS;
  }

  /**
   * The mechanism to use.
   *
   * @param offered by the server, in upper case
   * @param wanted by the administrator; then it is this one or none
   * @param token whether there is an access token, and no password
   * @param clear whether the connection is not encrypted
   */
  public static Optional<String> choose(
      Collection<String> offered, Optional<String> wanted, boolean token, boolean clear) {
    List<String> order = token ? WITH_TOKEN : clear ? IN_CLEAR : OVER_TLS;
    return order.stream()
        .filter(offered::contains)
        .filter(name -> wanted.isEmpty() || wanted.get().toUpperCase(Locale.ROOT).equals(name))
        .findFirst();
  }

  /** Begins a sign-in by a mechanism that {@link #choose} returned. */
  public static Exchange begin(String mechanism, Credentials credentials) throws SaslException {
    return switch (mechanism) {
      case "SCRAM-SHA-256" -> new ScramExchange(credentials);
      case "LOGIN" -> new LoginExchange(credentials);
      case "OAUTHBEARER" -> BearerExchange.oauthbearer(credentials);
      case "XOAUTH2" -> BearerExchange.xoauth2(credentials);
      default -> new PlatformExchange(mechanism, credentials);
    };
  }
}
