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
package org.waypost.rewriting;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Short signatures in base 32, lower case: addresses have little room, and some change case. */
final class Signatures {

  static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

  private final SecretKeySpec key;

  Signatures(byte[] secret) {
    key = new SecretKeySpec(secret, "HmacSHA256");
  }

  /**
   * Signs a text.
   *
   * @param purpose so that no signature serves for another
   * @param characters 1 to 12, 5 bits each
   */
  String of(String purpose, String text, int characters) {
    byte[] octets = hmac(purpose + "\0" + text);
    long bits = 0;
    for (int i = 0; i < 8; i++) {
      bits = (bits << 8) | (octets[i] & 0xFF);
    }
    StringBuilder signature = new StringBuilder(characters);
    for (int i = 0; i < characters; i++) {
      signature.append(ALPHABET.charAt((int) (bits >>> (59 - 5 * i)) & 31));
    }
    return signature.toString();
  }

  /** Whether two signatures are the same, in a time that does not tell where they differ. */
  static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  private byte[] hmac(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HmacSHA256", e);
    }
  }
}
