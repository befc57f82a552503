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

import com.ongres.saslprep.SASLprep;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a server keeps to check SCRAM-SHA-256 (RFC 5802 3, RFC 7677), written as RFC 5803 says:
 * {@code SCRAM-SHA-256$iterations:salt$StoredKey:ServerKey}.
 *
 * @param salt 16 octets
 * @param iterations of PBKDF2 with HMAC-SHA-256
 * @param storedKey 32 octets
 * @param serverKey 32 octets
 */
// Octets that are handed on, neither changed nor compared.
@SuppressWarnings("ArrayRecordComponent")
record ScramKeys(byte[] salt, int iterations, byte[] storedKey, byte[] serverKey) {

  static final int SALT = 16;
  static final int KEY = 32;

  private static final String SCHEME = "SCRAM-SHA-256";
  private static final String HMAC = "HmacSHA256";
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Keys with a new salt; empty for a password that SASLprep refuses, so that no client has it. */
  static Optional<ScramKeys> of(String password, int iterations) {
    byte[] salt = new byte[SALT];
    RANDOM.nextBytes(salt);
    return derive(password, salt, iterations);
  }

  static Optional<ScramKeys> derive(String password, byte[] salt, int iterations) {
    String prepared;
    try {
      // RFC 5802 2.2: Normalize(str) is SASLprep.
      prepared = new SASLprep().prepareStored(password);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    if (prepared.isEmpty()) {
      return Optional.empty();
    }
    PBEKeySpec spec = new PBEKeySpec(prepared.toCharArray(), salt, iterations, KEY * 8);
    try {
      // The JDK's PBKDF2 takes the password in UTF-8, as RFC 5802 does.
      byte[] salted =
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
      byte[] clientKey = hmac(salted, "Client Key");
      byte[] storedKey = MessageDigest.getInstance("SHA-256").digest(clientKey);
      return Optional.of(new ScramKeys(salt, iterations, storedKey, hmac(salted, "Server Key")));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    } finally {
      spec.clearPassword();
    }
  }

  /** Reads what {@link #format()} wrote; empty for anything else. */
  static Optional<ScramKeys> parse(String stored) {
    if (stored == null) {
      return Optional.empty();
    }
    String[] parts = stored.split("[$:]");
    if (parts.length != 5 || !parts[0].equals(SCHEME)) {
      return Optional.empty();
    }
    try {
      Base64.Decoder base64 = Base64.getDecoder();
      return Optional.of(
          new ScramKeys(
              base64.decode(parts[2]),
              Integer.parseInt(parts[1]),
              base64.decode(parts[3]),
              base64.decode(parts[4])));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  String format() {
    Base64.Encoder base64 = Base64.getEncoder();
    return SCHEME
        + "$"
        + iterations
        + ":"
        + base64.encodeToString(salt)
        + "$"
        + base64.encodeToString(storedKey)
        + ":"
        + base64.encodeToString(serverKey);
  }

  static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has " + HMAC, e);
    }
  }

  /** Leaves the keys out, so that they never reach a log. */
  @Override
  public String toString() {
    return "ScramKeys[iterations=" + iterations + "]";
  }
}
