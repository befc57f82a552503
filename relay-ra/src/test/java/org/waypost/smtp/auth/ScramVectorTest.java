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
package org.waypost.smtp.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waypost.api.smtp.Credentials;
import org.waypost.api.smtp.SignInAnswer;
import org.waypost.smtp.session.Clients;

/** The example of RFC 7677 3, user "user" and password "pencil", message by message. */
class ScramVectorTest {

  private static final String SERVER_NONCE = "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
  private static final String CLIENT_FIRST = "n,,n=user,r=rOprNGfwEbeRWgbNEkqO";
  private static final String SERVER_FIRST =
      "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096";
  private static final String CLIENT_FINAL =
      "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
          + "p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=";
  private static final String SERVER_FINAL = "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=";

  // Of salt W22ZaJ0SNY7soEsUEjb6gQ==, 4096 iterations and "pencil".
  private static final SignInAnswer.ScramKeys KEYS =
      new SignInAnswer.ScramKeys(
          decode("W22ZaJ0SNY7soEsUEjb6gQ=="),
          4096,
          decode("WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY="),
          decode("wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU="));

  private final Mechanism mechanism = ScramMechanism.withoutBinding(() -> SERVER_NONCE);

  private static byte[] decode(String base64) {
    return Base64.getDecoder().decode(base64);
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(Step step) {
    return new String(((Step.Challenge) step).octets(), StandardCharsets.UTF_8);
  }

  private Step begin(String message) {
    return mechanism.begin(Optional.of(octets(message)), Clients.inClear());
  }

  private static Step answer(Step step, SignInAnswer answer) {
    return ((Step.Question) step).then().apply(answer);
  }

  private static Step respond(Step step, String message) {
    return ((Step.Challenge) step).then().apply(octets(message));
  }

  @Test
  void theExchangeOfTheRfc() {
    Step start = begin(CLIENT_FIRST);
    assertThat(((Step.Question) start).credentials())
        .isEqualTo(new Credentials.ScramStart(null, "user"));
    Step challenge = answer(start, KEYS);
    assertThat(text(challenge)).isEqualTo(SERVER_FIRST);
    Step end = respond(challenge, CLIENT_FINAL);
    assertThat(((Step.Question) end).credentials())
        .isEqualTo(new Credentials.ScramEnd(null, "user", true));
    Step proof = answer(end, new SignInAnswer.Granted("user"));
    assertThat(text(proof)).isEqualTo(SERVER_FINAL);
    assertThat(respond(proof, "")).isEqualTo(new Step.Outcome(new SignInAnswer.Granted("user")));
  }

  @Test
  void aWrongProofIsNotProvenWhateverTheApplicationSays() {
    Step end = respond(answer(begin(CLIENT_FIRST), KEYS), CLIENT_FINAL.replace("p=dHzb", "p=eHzb"));
    assertThat(((Step.Question) end).credentials())
        .isEqualTo(new Credentials.ScramEnd(null, "user", false));
    assertThat(answer(end, new SignInAnswer.Granted("user"))).isEqualTo(Step.Outcome.REFUSED);
  }

  @Test
  void anotherHeaderThanTheFirstIsNotProven() {
    // "eSws" is "y,,": somebody has changed the flag on its way.
    Step end = respond(answer(begin(CLIENT_FIRST), KEYS), CLIENT_FINAL.replace("c=biws", "c=eSws"));
    assertThat(((Step.Question) end).credentials())
        .isEqualTo(new Credentials.ScramEnd(null, "user", false));
  }

  @Test
  void anAnswerWithoutKeysEndsTheExchange() {
    assertThat(answer(begin(CLIENT_FIRST), new SignInAnswer.Unavailable()))
        .isEqualTo(new Step.Outcome(new SignInAnswer.Unavailable()));
  }

  @Test
  void namesAreDecoded() {
    Step start = begin("n,a=x=2Cy,n=a=3Db=2Cc,r=abc");
    assertThat(((Step.Question) start).credentials())
        .isEqualTo(new Credentials.ScramStart("x,y", "a=b,c"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "n",
        "n,",
        "n,,",
        "x,,n=user,r=abc",
        "n,b=user,n=user,r=abc",
        "n,,m=ext,n=user,r=abc",
        "n,,n=,r=abc",
        "n,,n=us=er,r=abc",
        "n,,n=user",
        "n,,n=user,r=",
        "n,,n=user,r=a\u0001b",
        "n,,r=abc,n=user",
        "p=tls-server-end-point,,n=user,r=abc"
      })
  void malformedFirstMessages(String message) {
    assertThatThrownBy(() -> begin(message)).isInstanceOf(MalformedMessageException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "c=biws",
        "c=biws,r=other,p=AAAA",
        "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=AAAA",
        "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0",
        "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=!"
      })
  void malformedFinalMessages(String message) {
    Step challenge = answer(begin(CLIENT_FIRST), KEYS);
    assertThatThrownBy(() -> respond(challenge, message))
        .isInstanceOf(MalformedMessageException.class);
  }
}
