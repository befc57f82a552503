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
package org.waypost.secrets;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals texts with AES-256-GCM, so that a copy of the database does not tell them. Base 64 of a
 * version (1 octet), a mark of the key (4), a nonce (12) and the sealed text with its tag.
 */
public final class SealedText {

  /** Octets of a key. */
  public static final int KEY_SIZE = 32;

  private static final byte VERSION = 1;
  private static final int MARK = 4;
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeySpec key;
  private final byte[] mark;
  private final SecureRandom random = new SecureRandom();

  /**
   * Seals with this key.
   *
   * @throws IllegalArgumentException when it has not 32 octets
   */
  public SealedText(byte[] key) {
    if (key.length != KEY_SIZE) {
      throw new IllegalArgumentException("A key has 32 octets, not " + key.length);
    }
    this.key = new SecretKeySpec(key, "AES");
    this.mark = markOf(key);
  }

  /** A text that only the holder of the key reads. */
  public String seal(String text) {
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, text.getBytes(StandardCharsets.UTF_8));
    return Base64.getEncoder()
        .encodeToString(
            ByteBuffer.allocate(1 + MARK + NONCE + sealed.length)
                .put(VERSION)
                .put(mark)
                .put(nonce)
                .put(sealed)
                .array());
  }

  /**
   * Reads a sealed text.
   *
   * @throws IllegalArgumentException when it was sealed with another key, or changed
   */
  public String open(String sealed) {
    byte[] octets = Base64.getDecoder().decode(sealed);
    if (octets.length < 1 + MARK + NONCE || octets[0] != VERSION) {
      throw new IllegalArgumentException("not a sealed text");
    }
    if (!Arrays.equals(mark, 0, MARK, octets, 1, 1 + MARK)) {
      throw new IllegalArgumentException(
          "sealed with another key than this node has: WAYPOST_SECRET_KEY has to be the same on"
              + " all nodes");
    }
    byte[] nonce = Arrays.copyOfRange(octets, 1 + MARK, 1 + MARK + NONCE);
    byte[] text = Arrays.copyOfRange(octets, 1 + MARK + NONCE, octets.length);
    return new String(run(Cipher.DECRYPT_MODE, nonce, text), StandardCharsets.UTF_8);
  }

  private byte[] run(int mode, byte[] nonce, byte[] octets) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(new byte[] {VERSION});
      return cipher.doFinal(octets);
    } catch (javax.crypto.AEADBadTagException e) {
      throw new IllegalArgumentException("a sealed text was changed", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has AES/GCM", e);
    }
  }

  private static byte[] markOf(byte[] key) {
    try {
      return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(key), MARK);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
