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
package org.waypost.smtp.tls;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;

/**
 * A certificate that the server can show, with its key.
 *
 * @param name of its file, without the ending
 * @param chain the certificate itself first, then those that lead to its authority
 * @param key belongs to the first certificate
 * @param names that it is for, lower case; wildcards as {@code *.example.org}
 */
record ServerCertificate(
    String name, List<X509Certificate> chain, PrivateKey key, List<String> names) {

  /** File that Waypost makes when there is no other. */
  static final String SELF_SIGNED = "self-signed";

  private static final byte[] PROBE = {1, 2, 3, 4};

  ServerCertificate {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(key, "key");
    chain = List.copyOf(chain);
    names = List.copyOf(names);
  }

  /**
   * Puts chain and key together.
   *
   * @throws UnusableFileException when they do not belong together, or the kind of key is not one
   *     that TLS uses
   */
  static ServerCertificate of(String name, List<X509Certificate> chain, PrivateKey key)
      throws UnusableFileException {
    if (chain.isEmpty()) {
      throw new UnusableFileException("there is no certificate in it");
    }
    ServerCertificate certificate =
        new ServerCertificate(name, chain, key, CertificateNames.of(chain.get(0)));
    if (!certificate.keyFits()) {
      throw new UnusableFileException("the key does not belong to the first certificate");
    }
    return certificate;
  }

  /** The certificate without its chain. */
  X509Certificate leaf() {
    return chain.get(0);
  }

  /** Whether Waypost made it. */
  boolean isSelfMade() {
    return name.equals(SELF_SIGNED)
        && leaf().getSubjectX500Principal().equals(leaf().getIssuerX500Principal());
  }

  /** RSA, EC and so on, as JSSE names kinds of keys. */
  String keyType() {
    return key.getAlgorithm();
  }

  private boolean keyFits() throws UnusableFileException {
    String algorithm =
        switch (keyType()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          case "EdDSA" -> "EdDSA";
          default ->
              throw new UnusableFileException(
                  "a key of the kind " + keyType() + " is not one of RSA, EC, EdDSA");
        };
    try {
      Signature signer = Signature.getInstance(algorithm);
      signer.initSign(key);
      signer.update(PROBE);
      byte[] signature = signer.sign();
      Signature verifier = Signature.getInstance(algorithm);
      verifier.initVerify(leaf().getPublicKey());
      verifier.update(PROBE);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      // Another kind of key, or a signature that cannot be one of the certificate's.
      return false;
    }
  }
}
