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

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.waypost.api.settings.OAuthSettings;
import org.waypost.identity.AccessTokens.Verdict.Kind;

@Timeout(60)
class AccessTokensTest {

  private static final TestIssuer ISSUER = new TestIssuer("");
  private static final TestIssuer OTHER = new TestIssuer("");

  private final MovableClock clock = new MovableClock();
  private final Instant now = clock.instant();
  private final IssuerKeys keys =
      new IssuerKeys(ISSUER::jwks, IssuerKeys.Timing.DEFAULT, Thread::new);
  private final AccessTokens tokens = tokens(Optional.empty());

  private AccessTokens tokens(Optional<String> claim) {
    return new AccessTokens(
        new OAuthSettings(
            URI.create("https://id.example/keys"), TestIssuer.NAME, TestIssuer.AUDIENCE, claim),
        keys,
        clock);
  }

  @AfterEach
  void close() {
    keys.close();
  }

  private JWTClaimsSet.Builder claims() {
    return TestIssuer.claims(now);
  }

  private Kind kind(JWTClaimsSet.Builder claims) {
    return tokens.check(ISSUER.sign(claims.build())).kind();
  }

  private static Stream<JWSAlgorithm> algorithms() {
    return Stream.of(
        JWSAlgorithm.RS256,
        JWSAlgorithm.RS512,
        JWSAlgorithm.PS256,
        JWSAlgorithm.ES256,
        JWSAlgorithm.EdDSA);
  }

  @ParameterizedTest
  @MethodSource("algorithms")
  void takesSignaturesWithAKeyPair(JWSAlgorithm algorithm) {
    assertThat(tokens.check(ISSUER.sign(algorithm, claims().build())))
        .isEqualTo(new AccessTokens.Verdict(Kind.VALID, "ann@x.example", null));
  }

  @ParameterizedTest
  @MethodSource("algorithms")
  void refusesWhatAnotherSigned(JWSAlgorithm algorithm) {
    assertThat(tokens.check(OTHER.sign(algorithm, claims().build())).kind())
        .isEqualTo(Kind.INVALID);
  }

  @Test
  void refusesWhatNobodySigned() throws Exception {
    assertThat(tokens.check(new PlainJWT(claims().build()).serialize()).kind())
        .isEqualTo(Kind.INVALID);
    assertThat(tokens.check(ISSUER.signConfused(claims().build())).kind()).isEqualTo(Kind.INVALID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "a.b.c", "e30.e30.", "\0", "\u007f.\u007f.\u007f"})
  void refusesWhatIsNoToken(String text) {
    assertThat(tokens.check(text).kind()).isEqualTo(Kind.INVALID);
  }

  @Test
  void refusesWhatIsChangedOrTooLong() {
    String token = ISSUER.sign(claims().build());
    String[] parts = token.split("\\.");
    String other = claims().claim("email", "root@x.example").build().toPayload().toBase64URL() + "";
    assertThat(tokens.check(parts[0] + "." + other + "." + parts[2]).kind())
        .isEqualTo(Kind.INVALID);
    assertThat(kind(claims().claim("filler", "x".repeat(9_000)))).isEqualTo(Kind.INVALID);
  }

  @Test
  void refusesWhatIsForOthers() throws Exception {
    assertThat(kind(claims().issuer("https://id.example/"))).isEqualTo(Kind.INVALID);
    assertThat(kind(claims().issuer(null))).isEqualTo(Kind.INVALID);
    assertThat(kind(claims().audience("other"))).isEqualTo(Kind.INVALID);
    assertThat(kind(claims().audience((String) null))).isEqualTo(Kind.INVALID);
    assertThat(tokens.check(ISSUER.signAs("logout+jwt", claims().build())).kind())
        .isEqualTo(Kind.INVALID);
    assertThat(tokens.check(ISSUER.signAs("at+JWT", claims().build())).kind())
        .isEqualTo(Kind.VALID);
  }

  @Test
  void aTokenHasItsTimeWithAMinuteMore() {
    Date aMinuteAgo = Date.from(now.minusSeconds(59));
    assertThat(kind(claims().expirationTime(aMinuteAgo))).isEqualTo(Kind.VALID);
    assertThat(kind(claims().expirationTime(Date.from(now.minusSeconds(61)))))
        .isEqualTo(Kind.EXPIRED);
    assertThat(kind(claims().expirationTime(null))).isEqualTo(Kind.INVALID);
    assertThat(kind(claims().notBeforeTime(Date.from(now.plusSeconds(59))))).isEqualTo(Kind.VALID);
    assertThat(kind(claims().notBeforeTime(Date.from(now.plusSeconds(61)))))
        .isEqualTo(Kind.INVALID);
  }

  @Test
  void theUserIsWhoTheFirstClaimNames() {
    JWTClaimsSet.Builder all = claims().claim("preferred_username", "ann").subject("4711");
    assertThat(user(all)).isEqualTo("ann@x.example");
    assertThat(user(all.claim("email_verified", "true"))).isEqualTo("ann@x.example");
    assertThat(user(all.claim("email_verified", "false"))).isEqualTo("ann");
    assertThat(user(all.claim("email_verified", false))).isEqualTo("ann");
    assertThat(user(all.claim("email", null))).isEqualTo("ann");
    assertThat(user(all.claim("preferred_username", " "))).isEqualTo("4711");
    assertThat(kind(all.subject(null))).isEqualTo(Kind.INVALID);
    assertThat(kind(claims().claim("email", List.of("a@b.example")))).isEqualTo(Kind.INVALID);
  }

  private String user(JWTClaimsSet.Builder claims) {
    return tokens.check(ISSUER.sign(claims.build())).user();
  }

  @Test
  void aSettingNamesTheClaim() {
    AccessTokens byUpn = tokens(Optional.of("upn"));
    assertThat(byUpn.check(ISSUER.sign(claims().claim("upn", "ann").build())).user())
        .isEqualTo("ann");
    assertThat(byUpn.check(ISSUER.sign(claims().build())).kind()).isEqualTo(Kind.INVALID);
  }

  @Test
  void withoutKeysNothingIsKnown() {
    try (IssuerKeys none =
        new IssuerKeys(
            () -> {
              throw new java.io.IOException("away");
            },
            new IssuerKeys.Timing(
                Duration.ofHours(1),
                Duration.ofHours(1),
                Duration.ofMinutes(1),
                Duration.ofDays(1)),
            Thread::new)) {
      AccessTokens unknowing =
          new AccessTokens(
              new OAuthSettings(URI.create("https://id.example/keys"), "a", "b", Optional.empty()),
              none,
              clock);
      assertThat(unknowing.check(ISSUER.sign(claims().build())).kind()).isEqualTo(Kind.UNKNOWN);
    }
  }
}
