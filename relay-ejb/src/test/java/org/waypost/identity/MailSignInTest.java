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

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.api.extension.Authenticator;
import org.waypost.api.extension.Authenticator.Answer;
import org.waypost.api.settings.Settings;
import org.waypost.api.smtp.Credentials;
import org.waypost.api.smtp.ListenerRole;
import org.waypost.api.smtp.SessionInfo;
import org.waypost.api.smtp.SignInAnswer;
import org.waypost.extensions.ExtensionPoint;
import org.waypost.extensions.FailurePolicy;
import org.waypost.extensions.TestSlots;
import org.waypost.store.Database;
import org.waypost.store.Ledger;
import org.waypost.store.TestDatabases;

/** Who signs in to SMTP, and as whom. */
@Timeout(60)
class MailSignInTest {

  private static final String PASSWORD = "correct horse";
  private static final SignInAnswer ANN = new SignInAnswer.Granted("ann");
  private static final SignInAnswer REFUSED = new SignInAnswer.Refused();
  private static final TestIssuer ISSUER = new TestIssuer("");
  private static final SessionInfo SESSION =
      new SessionInfo(
          "1",
          "submission",
          ListenerRole.SUBMISSION,
          new InetSocketAddress("192.0.2.1", 40000),
          new InetSocketAddress("192.0.2.2", 587),
          "client",
          "ESMTPS",
          "TLSv1.3 TLS_AES_128_GCM_SHA256",
          null,
          false);

  @TempDir Path folder;
  private Database database;
  private Ledger ledger;
  private Identity identity;

  @BeforeEach
  void open() throws Exception {
    Path keys = Files.writeString(folder.resolve("keys.json"), ISSUER.jwks());
    Map<String, String> variables =
        Map.of(
            "WAYPOST_ADMIN_PASSWORD",
            PASSWORD,
            "WAYPOST_SCRAM_ITERATIONS",
            "4096",
            "WAYPOST_SIGN_IN_PAIR_FAILURES",
            "5",
            "WAYPOST_SIGN_IN_ADDRESS_FAILURES",
            "8",
            "WAYPOST_OAUTH_JWKS",
            keys.toString(),
            "WAYPOST_OAUTH_ISSUER",
            TestIssuer.NAME,
            "WAYPOST_OAUTH_AUDIENCE",
            TestIssuer.AUDIENCE);
    database = TestDatabases.h2(folder);
    ledger = new Ledger(database, Thread::new);
    identity =
        new Identity(
            new Settings(variables::get), database, ledger, Thread::new, Clock.systemUTC(), 1000);
    identity.users().create("ann", PASSWORD, profile(false, "ann@x.example"));
  }

  @AfterEach
  void close() {
    identity.close();
    ledger.close();
    database.close();
  }

  private static UserProfile profile(boolean disabled, String... addresses) {
    return new UserProfile(Set.of(Role.SUBMITTER), List.of(addresses), disabled);
  }

  private SignInAnswer signIn(Credentials credentials) {
    return identity.mail().signIn(SESSION, credentials);
  }

  private SignInAnswer password(String authorization, String name, String password) {
    return signIn(new Credentials.Password(authorization, name, password));
  }

  @Test
  void aPasswordSignsInAsNobodyElse() {
    assertThat(password(null, "ann", PASSWORD)).isEqualTo(ANN);
    assertThat(password("", "Ann", PASSWORD)).isEqualTo(ANN);
    assertThat(password("ANN", "ann", PASSWORD)).isEqualTo(ANN);
    assertThat(password("ann", "admin", PASSWORD)).isEqualTo(REFUSED);
    assertThat(password(null, "ann", "wrong")).isEqualTo(REFUSED);
    assertThat(password(null, "nobody", PASSWORD)).isEqualTo(REFUSED);
  }

  @Test
  void whomNobodyKnowsHereAPluginMayKnow() {
    identity.asking(
        TestSlots.with(
            ExtensionPoint.AUTHENTICATOR,
            Authenticator.class,
            FailurePolicy.TEMPFAIL,
            (session, name, password) ->
                switch (name) {
                  case "dora" -> password.equals("directory") ? Answer.GRANTED : Answer.REFUSED;
                  case "fail" -> throw new IllegalStateException("no directory");
                  default -> Answer.UNKNOWN;
                }));
    assertThat(password(null, "dora", "directory")).isEqualTo(new SignInAnswer.Granted("dora"));
    assertThat(password("ann", "dora", "directory")).isEqualTo(REFUSED);
    assertThat(password(null, "dora", "wrong")).isEqualTo(REFUSED);
    assertThat(password(null, "fail", "x")).isEqualTo(new SignInAnswer.Unavailable());
    assertThat(password(null, "nobody", PASSWORD)).isEqualTo(REFUSED);
    assertThat(password(null, "ann", PASSWORD)).isEqualTo(ANN);
  }

  @Test
  void scramGivesOutTheKeysOfAnAccount() {
    SignInAnswer.ScramKeys keys = (SignInAnswer.ScramKeys) start("Ann");

    ScramKeys expected = ScramKeys.derive(PASSWORD, keys.salt(), keys.iterations()).orElseThrow();
    assertThat(keys.iterations()).isEqualTo(4096);
    assertThat(keys.storedKey()).isEqualTo(expected.storedKey());
    assertThat(keys.serverKey()).isEqualTo(expected.serverKey());
    assertThat(end(null, "Ann", true)).isEqualTo(ANN);
    assertThat(end("admin", "ann", true)).isEqualTo(REFUSED);
    assertThat(end(null, "ann", false)).isEqualTo(REFUSED);
  }

  @Test
  void scramDoesNotTellWhoIsThere() {
    SignInAnswer.ScramKeys keys = (SignInAnswer.ScramKeys) start("nobody");

    assertThat(start("nobody")).usingRecursiveComparison().isEqualTo(keys);
    assertThat(start("ü")).isInstanceOf(SignInAnswer.ScramKeys.class);
    assertThat(keys.salt()).hasSize(16);
    assertThat(keys.iterations()).isEqualTo(4096);
    assertThat(end(null, "nobody", true)).isEqualTo(REFUSED);
  }

  @Test
  void scramFailuresLockToo() {
    for (int i = 0; i < 5; i++) {
      assertThat(end(null, "ann", false)).isEqualTo(REFUSED);
    }
    assertThat(end(null, "ann", true)).isInstanceOf(SignInAnswer.Throttled.class);
    assertThat(start("ann")).isInstanceOf(SignInAnswer.Throttled.class);
    assertThat(password(null, "ann", PASSWORD)).isInstanceOf(SignInAnswer.Throttled.class);
  }

  private SignInAnswer start(String name) {
    return signIn(new Credentials.ScramStart(null, name));
  }

  private SignInAnswer end(String authorization, String name, boolean proven) {
    return signIn(new Credentials.ScramEnd(authorization, name, proven));
  }

  @Test
  void aTokenSignsInWhomItNames() {
    assertThat(token(null, "ann@x.example")).isEqualTo(ANN);
    assertThat(token("ann", "ANN@x.example")).isEqualTo(ANN);
    assertThat(token("Ann@X.example", "ann")).isEqualTo(ANN);
    assertThat(token("admin", "ann@x.example")).isEqualTo(REFUSED);
    assertThat(token(null, "nobody@x.example")).isEqualTo(REFUSED);
  }

  private SignInAnswer token(String claimed, String email) {
    String token =
        ISSUER.sign(TestIssuer.claims(Clock.systemUTC().instant()).claim("email", email).build());
    return signIn(new Credentials.Token(claimed, token));
  }

  @Test
  void wrongTokensLockTheAddressAndExpiredOnesDoNot() {
    String expired =
        ISSUER.sign(TestIssuer.claims(Clock.systemUTC().instant().minusSeconds(7_200)).build());
    for (int i = 0; i < 20; i++) {
      assertThat(signIn(new Credentials.Token("ann", expired))).isEqualTo(REFUSED);
    }
    for (int i = 0; i < 8; i++) {
      assertThat(signIn(new Credentials.Token("ann", "nonsense"))).isEqualTo(REFUSED);
    }
    assertThat(token(null, "ann@x.example")).isInstanceOf(SignInAnswer.Throttled.class);
  }

  @Test
  void aCertificateSignsInWhomItNames() throws Exception {
    X509Certificate byAddress =
        TestCertificate.of(folder, "CN=admin", "-ext", "san=email:Ann@x.example,dns:a.example");
    assertThat(certificate(null, byAddress)).isEqualTo(ANN);
    assertThat(certificate("ann", byAddress)).isEqualTo(ANN);
    assertThat(certificate("admin", byAddress)).isEqualTo(REFUSED);
    assertThat(certificate(null, TestCertificate.of(folder, "CN=ann, O=Example"))).isEqualTo(ANN);
    assertThat(certificate(null, TestCertificate.of(folder, "CN=nobody"))).isEqualTo(REFUSED);
    assertThat(certificate(null, TestCertificate.of(folder, "O=ann"))).isEqualTo(REFUSED);
  }

  @Test
  void aCertificateOfSeveralNeedsToBeToldWhichOne() throws Exception {
    identity.users().create("bob", PASSWORD, profile(false, "bob@x.example"));
    X509Certificate both =
        TestCertificate.of(folder, "CN=x", "-ext", "san=email:ann@x.example,email:bob@x.example");

    assertThat(certificate(null, both)).isEqualTo(REFUSED);
    assertThat(certificate("bob", both)).isEqualTo(new SignInAnswer.Granted("bob"));
    assertThat(certificate("admin", both)).isEqualTo(REFUSED);
  }

  @Test
  void anExpiredCertificateSignsNobodyIn() throws Exception {
    X509Certificate expired =
        TestCertificate.of(folder, "CN=ann", "-startdate", "-10d", "-validity", "5");

    assertThat(certificate(null, expired)).isEqualTo(REFUSED);
  }

  private SignInAnswer certificate(String authorization, X509Certificate certificate) {
    return signIn(new Credentials.ClientCertificate(authorization, certificate));
  }

  @Test
  void aDisabledAccountIsRefusedWhateverItOffers() throws Exception {
    identity.users().replace("ann", Optional.empty(), profile(true, "ann@x.example"));

    assertThat(password(null, "ann", PASSWORD)).isEqualTo(REFUSED);
    assertThat(start("ann")).isInstanceOf(SignInAnswer.ScramKeys.class);
    assertThat(end(null, "ann", true)).isEqualTo(REFUSED);
    assertThat(token(null, "ann@x.example")).isEqualTo(REFUSED);
    assertThat(certificate(null, TestCertificate.of(folder, "CN=ann"))).isEqualTo(REFUSED);
  }

  @Test
  void withoutTheDatabaseNothingIsSaid() {
    database.close();

    assertThat(password(null, "ann", PASSWORD)).isEqualTo(new SignInAnswer.Unavailable());
    assertThat(start("ann")).isEqualTo(new SignInAnswer.Unavailable());
    assertThat(end(null, "ann", true)).isEqualTo(new SignInAnswer.Unavailable());
    assertThat(token(null, "ann@x.example")).isEqualTo(new SignInAnswer.Unavailable());
  }
}
