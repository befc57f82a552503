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
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;

/**
 * Checks Ed25519 signatures (RFC 8037 3.1) with the JDK's own implementation; the JOSE library
 * would bring another one for them.
 */
final class Ed25519Signature {

  private static final String ALGORITHM = "Ed25519";
  private static final int KEY_OCTETS = 32;

  private Ed25519Signature() {}

  static boolean isRight(OctetKeyPair key, JWSHeader header, byte[] signed, Base64URL signature)
      throws JOSEException {
    // RFC 7515 4.1.11: what it says is critical and is not known here makes it invalid.
    boolean critical = header.getCriticalParams() != null && !header.getCriticalParams().isEmpty();
    byte[] encoded = key.getDecodedX();
    if (critical || !Curve.Ed25519.equals(key.getCurve()) || encoded.length != KEY_OCTETS) {
      return false;
    }
    try {
      Signature check = Signature.getInstance(ALGORITHM);
      check.initVerify(publicKey(encoded));
      check.update(signed);
      return check.verify(signature.decode());
    } catch (SignatureException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new JOSEException("Not a key for " + ALGORITHM, e);
    }
  }

  /** RFC 8032 5.1.5: y in little-endian order, its highest bit being the sign of x. */
  private static PublicKey publicKey(byte[] encoded) throws GeneralSecurityException {
    byte[] bigEndian = new byte[KEY_OCTETS];
    for (int i = 0; i < KEY_OCTETS; i++) {
      bigEndian[i] = encoded[KEY_OCTETS - 1 - i];
    }
    boolean odd = (bigEndian[0] & 0x80) != 0;
    bigEndian[0] &= 0x7f;
    EdECPoint point = new EdECPoint(odd, new BigInteger(1, bigEndian));
    return KeyFactory.getInstance(ALGORITHM)
        .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point));
  }
}
