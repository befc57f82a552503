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
package org.waypost.smtp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.waypost.api.smtp.SignInAnswer;

/** Both sides of SCRAM-SHA-256 written down again from RFC 5802 3, to test against. */
final class ScramClient {

  private final String gs2;
  private final String bare;
  private final String password;
  private final byte[] channel;
  private byte[] expectedSignature;

  ScramClient(String gs2, String name, String nonce, String password, byte... channel) {
    this.gs2 = gs2;
    this.bare = "n=" + name + ",r=" + nonce;
    this.password = password;
    this.channel = channel;
  }

  String first() {
    return gs2 + bare;
  }

  String last(String serverFirst) {
    String[] parts = serverFirst.split(",");
    byte[] salt = Base64.getDecoder().decode(parts[1].substring(2));
    byte[] salted = salted(password, salt, Integer.parseInt(parts[2].substring(2)));
    ByteArrayOutputStream binding = new ByteArrayOutputStream();
    binding.writeBytes(gs2.getBytes(StandardCharsets.UTF_8));
    binding.writeBytes(channel);
    String withoutProof =
        "c=" + Base64.getEncoder().encodeToString(binding.toByteArray()) + "," + parts[0];
    String exchanged = bare + "," + serverFirst + "," + withoutProof;
    byte[] clientKey = hmac(salted, "Client Key");
    byte[] proof = hmac(hash(clientKey), exchanged);
    for (int i = 0; i < proof.length; i++) {
      proof[i] ^= clientKey[i];
    }
    expectedSignature = hmac(hmac(salted, "Server Key"), exchanged);
    return withoutProof + ",p=" + Base64.getEncoder().encodeToString(proof);
  }

  boolean isServer(String serverFinal) {
    return serverFinal.equals("v=" + Base64.getEncoder().encodeToString(expectedSignature));
  }

  /** What the application keeps of an account. */
  static SignInAnswer.ScramKeys keys(String password, byte[] salt, int iterations) {
    byte[] salted = salted(password, salt, iterations);
    return new SignInAnswer.ScramKeys(
        salt, iterations, hash(hmac(salted, "Client Key")), hmac(salted, "Server Key"));
  }

  private static byte[] salted(String password, byte[] salt, int iterations) {
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
          .generateSecret(new PBEKeySpec(password.toCharArray(), salt, iterations, 256))
          .getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hash(byte[] octets) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(octets);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
