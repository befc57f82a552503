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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import javax.security.sasl.SaslException;
import org.junit.jupiter.api.Test;

/** The example of RFC 7677 3. */
class ScramExchangeTest {

  private static final String SERVER_FIRST =
      "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096";

  private final ScramExchange exchange =
      new ScramExchange(
          new Mechanisms.Credentials("user", "pencil", "host"), "rOprNGfwEbeRWgbNEkqO");

  private String answer(String challenge) throws SaslException {
    return new String(
        exchange.answer(challenge.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
  }

  @Test
  void bothProveThatTheyKnowThePassword() throws SaslException {
    assertThat(exchange.initial().orElseThrow())
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("n,,n=user,r=rOprNGfwEbeRWgbNEkqO");
    assertThat(answer(SERVER_FIRST))
        .isEqualTo(
            "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
                + "p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=");
    assertThat(exchange.isProven()).isFalse();
    answer("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=");
    assertThat(exchange.isProven()).isTrue();
  }

  @Test
  void aServerThatDoesNotKnowItIsNotBelieved() throws SaslException {
    answer(SERVER_FIRST);
    assertThatThrownBy(() -> answer("v=AAAATRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="))
        .isInstanceOf(SaslException.class);
  }

  @Test
  void thePlatformHasTheOthers() throws SaslException {
    for (String name : List.of("PLAIN", "CRAM-MD5", "DIGEST-MD5", "NTLM")) {
      assertThat(Mechanisms.choose(List.of(name), Optional.empty(), false, true)).contains(name);
      try (Exchange begun =
          Mechanisms.begin(name, new Mechanisms.Credentials("user", "pencil", "host"))) {
        assertThat(begun.isProven()).isFalse();
      }
    }
  }
}
