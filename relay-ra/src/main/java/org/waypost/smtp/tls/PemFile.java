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

import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMDecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;

/**
 * What a PEM file holds: certificates in their order, and at most one key, which may be in the form
 * of PKCS#8, PKCS#1 or SEC 1, in clear or encrypted. What else is in it, such as DH parameters, is
 * passed over.
 */
record PemFile(List<X509Certificate> certificates, Optional<PrivateKey> key) {

  /**
   * Reads the text of a file.
   *
   * @param password of the key, if it has one
   * @throws UnusableFileException when it is malformed, or the password is missing or wrong
   */
  static PemFile parse(String text, Optional<String> password) throws UnusableFileException {
    List<X509Certificate> certificates = new ArrayList<>();
    PrivateKey key = null;
    try (PEMParser parser = new PEMParser(new StringReader(text))) {
      for (Object found = parser.readObject(); found != null; found = parser.readObject()) {
        if (found instanceof X509CertificateHolder certificate) {
          certificates.add(new JcaX509CertificateConverter().getCertificate(certificate));
          continue;
        }
        Optional<PrivateKeyInfo> info = keyIn(found, password);
        if (info.isPresent() && key != null) {
          throw new UnusableFileException("there is more than one key in it");
        }
        key = info.isPresent() ? decode(info.get()) : key;
      }
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      // Bouncy Castle reports malformed structures with exceptions of many kinds.
      throw new UnusableFileException("it is not well-formed PEM: " + reason(e), e);
    }
    return new PemFile(List.copyOf(certificates), Optional.ofNullable(key));
  }

  private static Optional<PrivateKeyInfo> keyIn(Object found, Optional<String> password)
      throws IOException, UnusableFileException {
    if (found instanceof PrivateKeyInfo plain) {
      return Optional.of(plain);
    }
    if (found instanceof PEMKeyPair plain) {
      return Optional.of(plain.getPrivateKeyInfo());
    }
    boolean encrypted =
        found instanceof PKCS8EncryptedPrivateKeyInfo || found instanceof PEMEncryptedKeyPair;
    if (!encrypted) {
      return Optional.empty();
    }
    char[] secret =
        password
            .orElseThrow(
                () ->
                    new UnusableFileException(
                        "its key is encrypted, and WAYPOST_TLS_PASSWORD is not set"))
            .toCharArray();
    try {
      return Optional.of(decrypt(found, secret));
    } catch (IOException | OperatorException | PKCSException e) {
      throw new UnusableFileException(
          "its key is not one that WAYPOST_TLS_PASSWORD opens: " + reason(e), e);
    }
  }

  private static PrivateKeyInfo decrypt(Object found, char[] secret)
      throws IOException, OperatorException, PKCSException {
    return found instanceof PKCS8EncryptedPrivateKeyInfo modern
        ? modern.decryptPrivateKeyInfo(
            new JceOpenSSLPKCS8DecryptorProviderBuilder()
                .setProvider(Decryption.PROVIDER)
                .build(secret))
        : ((PEMEncryptedKeyPair) found)
            .decryptKeyPair(
                new JcePEMDecryptorProviderBuilder().setProvider(Decryption.PROVIDER).build(secret))
            .getPrivateKeyInfo();
  }

  /** Made for the first key that is encrypted, and not registered with the JDK. */
  private static final class Decryption {
    static final Provider PROVIDER = new BouncyCastleProvider();
  }

  private static PrivateKey decode(PrivateKeyInfo info)
      throws IOException, GeneralSecurityException, UnusableFileException {
    ASN1ObjectIdentifier kind = info.getPrivateKeyAlgorithm().getAlgorithm();
    String algorithm;
    if (kind.equals(PKCSObjectIdentifiers.rsaEncryption)) {
      algorithm = "RSA";
    } else if (kind.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
      algorithm = "EC";
    } else if (kind.equals(EdECObjectIdentifiers.id_Ed25519)
        || kind.equals(EdECObjectIdentifiers.id_Ed448)) {
      algorithm = "EdDSA";
    } else {
      throw new UnusableFileException("its key, " + kind + ", is not of RSA, EC or EdDSA");
    }
    return KeyFactory.getInstance(algorithm)
        .generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
  }

  private static String reason(Exception e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
