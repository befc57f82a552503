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

import com.ongres.saslprep.SASLprep;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import javax.security.sasl.SaslException;

/** SCRAM-SHA-256 (RFC 5802, RFC 7677): the server proves that it knows the password, too. */
final class ScramExchange implements Exchange {

  private static final String NO_BINDING = "n,,";
  private static final int MAX_ITERATIONS = 1_000_000;

  private final String user;
  private final String password;
  private final String nonce;
  private byte[] serverSignature;
  private boolean proven;

  ScramExchange(Mechanisms.Credentials credentials) {
    this(credentials, nonce());
  }

  ScramExchange(Mechanisms.Credentials credentials, String nonce) {
    this.user = credentials.user().replace("=", "=3D").replace(",", "=2C");
    this.password = credentials.secret();
    this.nonce = nonce;
  }

  private static String nonce() {
    byte[] octets = new byte[18];
    new SecureRandom().nextBytes(octets);
    return Base64.getEncoder().encodeToString(octets);
  }

  @Override
  public Optional<byte[]> initial() {
    return Optional.of(octets(NO_BINDING + first()));
  }

  private String first() {
    return "n=" + user + ",r=" + nonce;
  }

  @Override
  public byte[] answer(byte[] challenge) throws SaslException {
    String text = new String(challenge, StandardCharsets.UTF_8);
    return serverSignature == null ? proof(text) : verify(text);
  }

  private byte[] proof(String challenge) throws SaslException {
    Map<String, String> values = values(challenge);
    String both = values.getOrDefault("r", "");
    if (!both.startsWith(nonce) || both.length() == nonce.length()) {
      throw new SaslException("the server does not answer to this sign-in");
    }
    try {
      int iterations = Integer.parseInt(values.getOrDefault("i", ""));
      if (iterations < 1 || iterations > MAX_ITERATIONS) {
        throw new SaslException("the server wants " + iterations + " iterations");
      }
      byte[] salt = Base64.getDecoder().decode(values.getOrDefault("s", ""));
      byte[] salted = salted(salt, iterations);
      String last = "c=" + base64(octets(NO_BINDING)) + ",r=" + both;
      byte[] signed = octets(first() + "," + challenge + "," + last);
      byte[] clientKey = hmac(salted, octets("Client Key"));
      byte[] stored = MessageDigest.getInstance("SHA-256").digest(clientKey);
      byte[] proof = hmac(stored, signed);
      for (int i = 0; i < proof.length; i++) {
        proof[i] ^= clientKey[i];
      }
      serverSignature = hmac(hmac(salted, octets("Server Key")), signed);
      return octets(last + ",p=" + base64(proof));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new SaslException("the server's challenge makes no sense", e);
    }
  }

  private byte[] verify(String challenge) throws SaslException {
    Map<String, String> values = values(challenge);
    if (values.containsKey("e")) {
      throw new SaslException("the server says " + values.get("e").replaceAll("\\W", " "));
    }
    byte[] signature = Base64.getDecoder().decode(values.getOrDefault("v", ""));
    if (!MessageDigest.isEqual(signature, serverSignature)) {
      throw new SaslException("the server does not know the password itself");
    }
    proven = true;
    return new byte[0];
  }

  @Override
  public boolean isProven() {
    return proven;
  }

  private byte[] salted(byte[] salt, int iterations) throws GeneralSecurityException {
    char[] prepared = new SASLprep().prepareStored(password).toCharArray();
    return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
        .generateSecret(new PBEKeySpec(prepared, salt, iterations, 256))
        .getEncoded();
  }

  private static byte[] hmac(byte[] key, byte[] text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text);
  }

  private static Map<String, String> values(String text) {
    Map<String, String> values = new HashMap<>();
    for (String part : text.split(",")) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        values.put(part.substring(0, equals), part.substring(equals + 1));
      }
    }
    return values;
  }

  private static String base64(byte[] octets) {
    return Base64.getEncoder().encodeToString(octets);
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
