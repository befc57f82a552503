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
package org.waypost.api.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Which access tokens are taken for sign-in (RFC 7628), and whose they are.
 *
 * @param jwks where the issuer's keys (RFC 7517 5) are: an {@code https} or {@code file} URL, or
 *     {@code http} on this machine
 * @param issuer what the claim {@code iss} has to be
 * @param audience what the claim {@code aud} has to contain
 * @param userClaim the claim that names the account; empty for the first of {@link #USER_CLAIMS}
 *     that the token has
 */
public record OAuthSettings(URI jwks, String issuer, String audience, Optional<String> userClaim) {

  /** The claims that may name the account, in this order, when no other is set. */
  public static final List<String> USER_CLAIMS = List.of("email", "preferred_username", "sub");

  private static final String JWKS = "WAYPOST_OAUTH_JWKS";
  private static final String ISSUER = "WAYPOST_OAUTH_ISSUER";
  private static final String AUDIENCE = "WAYPOST_OAUTH_AUDIENCE";
  private static final String USER_CLAIM = "WAYPOST_OAUTH_USER_CLAIM";

  /** Checks that nothing is missing. */
  public OAuthSettings {
    Objects.requireNonNull(jwks, "jwks");
    Objects.requireNonNull(issuer, "issuer");
    Objects.requireNonNull(audience, "audience");
    Objects.requireNonNull(userClaim, "userClaim");
  }

  /** Whether the keys are in a file. */
  public boolean inFile() {
    return jwks.getScheme().equals("file");
  }

  /** All of them, or none: half of them would take tokens that were made for others. */
  static Optional<OAuthSettings> read(SettingReader reader) {
    Optional<URI> jwks = reader.optional(JWKS, OAuthSettings::location);
    Optional<String> issuer = reader.optional(ISSUER, text -> text);
    Optional<String> audience = reader.optional(AUDIENCE, text -> text);
    Optional<String> userClaim = reader.optional(USER_CLAIM, text -> text);
    if (jwks.isEmpty() && issuer.isEmpty() && audience.isEmpty() && userClaim.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new OAuthSettings(
            jwks.orElseThrow(() -> missing(JWKS)),
            issuer.orElseThrow(() -> missing(ISSUER)),
            audience.orElseThrow(() -> missing(AUDIENCE)),
            userClaim));
  }

  private static SettingsException missing(String variable) {
    return new SettingsException(
        variable, "is needed with the other WAYPOST_OAUTH_ settings, and is not set");
  }

  private static URI location(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (!lower.startsWith("https:") && !lower.startsWith("http:") && !lower.startsWith("file:")) {
      try {
        return Path.of(text).toAbsolutePath().normalize().toUri();
      } catch (InvalidPathException e) {
        throw new IllegalArgumentException("neither a URL nor a path: '" + text + "'", e);
      }
    }
    try {
      URI uri = new URI(text);
      boolean file = lower.startsWith("file:");
      if (file ? uri.getPath() == null : uri.getHost() == null) {
        throw new IllegalArgumentException("a URL without a " + (file ? "path" : "host"));
      }
      if (lower.startsWith("http:") && !isThisMachine(uri.getHost())) {
        // Who can change the keys on their way can sign in as anybody.
        throw new IllegalArgumentException("keys from another machine need https: '" + text + "'");
      }
      return uri;
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("not a URL: '" + text + "'", e);
    }
  }

  private static boolean isThisMachine(String host) {
    return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
  }
}
