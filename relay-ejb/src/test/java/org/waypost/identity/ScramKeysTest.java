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

import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class ScramKeysTest {

  /** The exchange of RFC 7677 3, up to the client's proof. */
  private static final String AUTH_MESSAGE =
      "n=user,r=rOprNGfwEbeRWgbNEkqO,"
          + "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096,"
          + "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";

  @Test
  void provesTheExampleOfTheRfc() throws Exception {
    byte[] salt = Base64.getDecoder().decode("W22ZaJ0SNY7soEsUEjb6gQ==");
    ScramKeys keys = ScramKeys.derive("pencil", salt, 4096).orElseThrow();

    byte[] proof = Base64.getDecoder().decode("dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=");
    byte[] clientSignature = ScramKeys.hmac(keys.storedKey(), AUTH_MESSAGE);
    for (int i = 0; i < proof.length; i++) {
      proof[i] ^= clientSignature[i];
    }
    assertThat(MessageDigest.getInstance("SHA-256").digest(proof)).isEqualTo(keys.storedKey());
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(keys.serverKey(), "HmacSHA256"));
    assertThat(mac.doFinal(AUTH_MESSAGE.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
        .isEqualTo(Base64.getDecoder().decode("6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="));
  }

  @Test
  void isReadAsItWasWritten() {
    ScramKeys keys = ScramKeys.of("päss wörd", 4096).orElseThrow();

    assertThat(keys.format()).startsWith("SCRAM-SHA-256$4096:").hasSizeLessThan(400);
    assertThat(ScramKeys.parse(keys.format()).orElseThrow())
        .usingRecursiveComparison()
        .isEqualTo(keys);
    assertThat(ScramKeys.parse("SCRAM-SHA-1$1:a$b:c")).isEmpty();
    assertThat(ScramKeys.parse("SCRAM-SHA-256$x:a$b:c")).isEmpty();
    assertThat(ScramKeys.parse(null)).isEmpty();
  }

  @Test
  void aPasswordIsPreparedAsClientsDo() {
    byte[] salt = new byte[16];
    // RFC 4013 3: a soft hyphen is nothing, and a Roman numeral is its letters.
    assertThat(ScramKeys.derive("I\u00adX", salt, 4096).orElseThrow().storedKey())
        .isEqualTo(ScramKeys.derive("\u2168", salt, 4096).orElseThrow().storedKey());
    assertThat(ScramKeys.derive("\u0007bell", salt, 4096)).isEmpty();
  }

  @Test
  void madeUpKeysAreTheSameAtEveryTry() {
    byte[] secret = {1, 2, 3};
    ScramKeys keys = new MadeUpKeys(secret, 4096).of("nobody");

    assertThat(keys.salt()).hasSize(16);
    assertThat(keys.storedKey()).hasSize(32).isNotEqualTo(keys.serverKey());
    assertThat(new MadeUpKeys(secret, 4096).of("nobody"))
        .usingRecursiveComparison()
        .isEqualTo(keys);
    assertThat(new MadeUpKeys(secret, 4096).of("nobody2").salt()).isNotEqualTo(keys.salt());
  }
}
