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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.waypost.api.net.Network;

/** The settings of who may sign in. */
class IdentitySettingsTest {

  private final Map<String, String> variables =
      new HashMap<>(
          Map.of(
              "WAYPOST_OAUTH_JWKS", "https://id.example/keys",
              "WAYPOST_OAUTH_ISSUER", "https://id.example",
              "WAYPOST_OAUTH_AUDIENCE", "mail"));
  private final Settings settings = new Settings(variables::get);

  @Test
  void tokensAreNotTakenUnlessItIsSaidWhose() {
    assertThat(new Settings(name -> null).oauth()).isEmpty();
    assertThat(settings.oauth())
        .contains(
            new OAuthSettings(
                URI.create("https://id.example/keys"),
                "https://id.example",
                "mail",
                Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"WAYPOST_OAUTH_JWKS", "WAYPOST_OAUTH_ISSUER", "WAYPOST_OAUTH_AUDIENCE"})
  void halfOfTheSettingsOfTokensIsAMistake(String missing) {
    variables.remove(missing);

    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(settings::check)
        .withMessageStartingWith(missing);
  }

  @Test
  void keysMayLieInAFile() {
    variables.put("WAYPOST_OAUTH_JWKS", "/etc/waypost/keys.json");

    OAuthSettings oauth = settings.oauth().orElseThrow();
    assertThat(oauth.inFile()).isTrue();
    assertThat(Path.of(oauth.jwks())).isEqualTo(Path.of("/etc/waypost/keys.json"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://id.example/keys", "http://127.0.0.1.evil.example/", "https:///keys"})
  void keysOfOthersComeSafelyOrNotAtAll(String location) {
    variables.put("WAYPOST_OAUTH_JWKS", location);

    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(settings::oauth)
        .withMessageStartingWith("WAYPOST_OAUTH_JWKS: ");
  }

  @Test
  void keysOfThisMachineNeedNoTls() {
    variables.put("WAYPOST_OAUTH_JWKS", "http://127.0.0.1:9000/keys");

    assertThat(settings.oauth()).isPresent();
  }

  @Test
  void locksHaveDefaults() {
    assertThat(settings.signIn())
        .isEqualTo(
            new SignInSettings(10, 50, 500, Duration.ofMinutes(5), Duration.ofDays(1), 100_000));
  }

  @ParameterizedTest
  @CsvSource({
    "WAYPOST_SIGN_IN_PAIR_FAILURES, 4",
    "WAYPOST_SIGN_IN_ADDRESS_FAILURES, none",
    "WAYPOST_SIGN_IN_ACCOUNT_FAILURES, 9",
    "WAYPOST_SIGN_IN_LOCK, 0s",
    "WAYPOST_SIGN_IN_LONGEST_LOCK, 1m",
    "WAYPOST_SCRAM_ITERATIONS, 4095",
    "WAYPOST_HTTP_PROXIES, proxy.example",
  })
  void whatMakesNoSenseIsNamed(String variable, String value) {
    variables.put(variable, value);

    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(settings::check)
        .withMessageStartingWith(variable + ": ");
  }

  @Test
  void proxiesAreBelievedOnlyWhenTheyAreNamed() {
    assertThat(settings.httpProxies()).isEmpty();
    variables.put("WAYPOST_HTTP_PROXIES", "10.0.0.1, 192.168.0.0/16");
    assertThat(settings.httpProxies())
        .containsExactly(Network.parse("10.0.0.1"), Network.parse("192.168.0.0/16"));
  }
}
