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
package org.waypost.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.ExpiredJWTException;
import java.text.ParseException;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.waypost.api.settings.OAuthSettings;

/**
 * Checks access tokens that are JWTs (RFC 7519, RFC 9068): signed by the issuer with a key pair,
 * made for this relay, and in their time.
 */
final class AccessTokens {

  /**
   * Signatures with a key pair only: with HMAC, whoever can check a token could make one, and the
   * public key would pass for a secret (RFC 8725 3.1).
   */
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512,
          JWSAlgorithm.EdDSA,
          JWSAlgorithm.Ed25519);

  /** What an access token may call itself (RFC 9068 2.1); much of what is in use says JWT. */
  private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");

  private static final int MAX_LENGTH = 9_216;
  private static final int MIN_RSA_BITS = 2_048;
  private static final int SKEW_SECONDS = 60;

  private final OAuthSettings settings;
  private final IssuerKeys keys;
  private final DefaultJWTClaimsVerifier<SecurityContext> claimsRules;

  AccessTokens(OAuthSettings settings, IssuerKeys keys, Clock clock) {
    this.settings = settings;
    this.keys = keys;
    this.claimsRules =
        new DefaultJWTClaimsVerifier<>(
            Set.of(settings.audience()),
            new JWTClaimsSet.Builder().issuer(settings.issuer()).build(),
            Set.of("exp"),
            Set.of()) {
          @Override
          protected Date currentTime() {
            return Date.from(clock.instant());
          }
        };
    claimsRules.setMaxClockSkew(SKEW_SECONDS);
  }

  /**
   * What a token is worth.
   *
   * @param user what it calls its user; null unless it is valid
   * @param reason for the log; null when it is valid
   */
  record Verdict(Kind kind, String user, String reason) {
    /** The kinds of verdicts. */
    enum Kind {
      VALID,
      /** It was valid, or soon is. */
      EXPIRED,
      INVALID,
      /** The issuer's keys are not known at the moment. */
      UNKNOWN
    }

    private static Verdict invalid(String reason) {
      return new Verdict(Kind.INVALID, null, reason);
    }
  }

  /** Checks a token; waits some seconds at most, for a key that the issuer has just published. */
  Verdict check(String text) {
    if (text.length() > MAX_LENGTH) {
      return Verdict.invalid("the token is too long");
    }
    try {
      SignedJWT token = SignedJWT.parse(text);
      JWSHeader header = token.getHeader();
      JOSEObjectType type = header.getType();
      if (!ALGORITHMS.contains(header.getAlgorithm())) {
        return Verdict.invalid("the token's algorithm is not taken");
      }
      if (type != null && !TYPES.contains(type.getType().toLowerCase(Locale.ROOT))) {
        return Verdict.invalid("the token is no access token");
      }
      Optional<List<JWK>> candidates = keys.matching(JWKMatcher.forJWSHeader(header));
      if (candidates.isEmpty()) {
        return new Verdict(Verdict.Kind.UNKNOWN, null, "the issuer's keys are not known");
      }
      for (JWK key : candidates.get()) {
        if (isSignedWith(token, key)) {
          return judge(token.getJWTClaimsSet());
        }
      }
      return Verdict.invalid("the token is not signed by its issuer");
    } catch (ParseException | JOSEException | IllegalArgumentException e) {
      return Verdict.invalid("the token is malformed");
    }
  }

  private static boolean isSignedWith(SignedJWT token, JWK key) throws JOSEException {
    if (key instanceof OctetKeyPair pair) {
      return Ed25519Signature.isRight(
          pair, token.getHeader(), token.getSigningInput(), token.getSignature());
    }
    if (key instanceof RSAKey rsa && rsa.size() < MIN_RSA_BITS) {
      return false;
    }
    JWSVerifier verifier =
        key instanceof RSAKey rsa ? new RSASSAVerifier(rsa) : new ECDSAVerifier((ECKey) key);
    return token.verify(verifier);
  }

  private Verdict judge(JWTClaimsSet claims) throws ParseException {
    try {
      claimsRules.verify(claims, null);
    } catch (ExpiredJWTException e) {
      return new Verdict(Verdict.Kind.EXPIRED, null, "the token has expired");
    } catch (BadJWTException e) {
      return Verdict.invalid("the token is not for this relay, or not yet valid");
    }
    Optional<String> user = user(claims);
    return user.isPresent()
        ? new Verdict(Verdict.Kind.VALID, user.get(), null)
        : Verdict.invalid("the token names no user");
  }

  private Optional<String> user(JWTClaimsSet claims) throws ParseException {
    List<String> names = settings.userClaim().map(List::of).orElse(OAuthSettings.USER_CLAIMS);
    for (String name : names) {
      // OpenID Connect Core 5.7: an address that nobody has verified may be anybody's.
      boolean unverified = name.equals("email") && isDenied(claims.getClaim("email_verified"));
      String value = claims.getStringClaim(name);
      if (value != null && !value.isBlank() && !unverified) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }

  /** Some issuers write the truth as a text; what is there and is not true is a denial. */
  private static boolean isDenied(Object verified) {
    return verified != null && !verified.toString().equalsIgnoreCase("true");
  }
}
