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

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.EdECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/** An issuer of tokens, with a key of each type. */
final class TestIssuer {

  static final String NAME = "https://id.example";
  static final String AUDIENCE = "mail";

  private final RSAKey rsa;
  private final ECKey ec;
  private final KeyPair ed;
  private final String suffix;

  /** With keys whose ids end with the suffix. */
  TestIssuer(String suffix) {
    try {
      this.suffix = suffix;
      this.rsa = new RSAKeyGenerator(2048).keyID("rsa" + suffix).generate();
      this.ec = new ECKeyGenerator(Curve.P_256).keyID("ec" + suffix).generate();
      this.ed = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (JOSEException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The public keys, as the issuer publishes them. */
  String jwks() {
    List<JWK> keys = List.of(rsa.toPublicJWK(), ec.toPublicJWK(), edKey());
    return new JWKSet(keys).toString();
  }

  /** The octets that a confused checker would take for a secret. */
  byte[] publicKey() throws JOSEException {
    return rsa.toRSAPublicKey().getEncoded();
  }

  private OctetKeyPair edKey() {
    EdECPublicKey key = (EdECPublicKey) ed.getPublic();
    byte[] bigEndian = key.getPoint().getY().toByteArray();
    byte[] encoded = new byte[32];
    for (int i = 0; i < Math.min(32, bigEndian.length); i++) {
      encoded[i] = bigEndian[bigEndian.length - 1 - i];
    }
    encoded[31] |= (byte) (key.getPoint().isXOdd() ? 0x80 : 0);
    return new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(encoded))
        .keyID("ed" + suffix)
        .build();
  }

  /** Claims that are right at this time, for more to be added. */
  static JWTClaimsSet.Builder claims(Instant now) {
    return new JWTClaimsSet.Builder()
        .issuer(NAME)
        .audience(List.of("other", AUDIENCE))
        .expirationTime(Date.from(now.plus(Duration.ofHours(1))))
        .claim("email", "ann@x.example");
  }

  String sign(JWTClaimsSet claims) {
    return sign(JWSAlgorithm.RS256, claims);
  }

  String sign(JWSAlgorithm algorithm, JWTClaimsSet claims) {
    try {
      if (JWSAlgorithm.EdDSA.equals(algorithm)) {
        return signEd(header(algorithm, "ed" + suffix).build(), claims);
      }
      boolean elliptic = JWSAlgorithm.Family.EC.contains(algorithm);
      JWSSigner signer = elliptic ? new ECDSASigner(ec) : new RSASSASigner(rsa);
      return sign(header(algorithm, (elliptic ? "ec" : "rsa") + suffix).build(), claims, signer);
    } catch (JOSEException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  String signAs(String type, JWTClaimsSet claims) throws JOSEException {
    JWSHeader header =
        header(JWSAlgorithm.RS256, "rsa" + suffix).type(new JOSEObjectType(type)).build();
    return sign(header, claims, new RSASSASigner(rsa));
  }

  /** With HMAC under the public key. */
  String signConfused(JWTClaimsSet claims) throws JOSEException {
    return sign(
        header(JWSAlgorithm.HS256, "rsa" + suffix).build(), claims, new MACSigner(publicKey()));
  }

  private static JWSHeader.Builder header(JWSAlgorithm algorithm, String key) {
    return new JWSHeader.Builder(algorithm).keyID(key).type(JOSEObjectType.JWT);
  }

  private static String sign(JWSHeader header, JWTClaimsSet claims, JWSSigner signer)
      throws JOSEException {
    SignedJWT token = new SignedJWT(header, claims);
    token.sign(signer);
    return token.serialize();
  }

  private String signEd(JWSHeader header, JWTClaimsSet claims) throws GeneralSecurityException {
    String signed = header.toBase64URL() + "." + claims.toPayload().toBase64URL();
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(ed.getPrivate());
    signature.update(signed.getBytes(StandardCharsets.US_ASCII));
    return signed + "." + Base64URL.encode(signature.sign());
  }
}
