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
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaMiscPEMGenerator;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Makes the certificate of a server that has none. Its key lies on the curve P-256, which everybody
 * knows who speaks TLS 1.2 with forward secrecy (RFC 8422 5.1.1), and which is made in no time: one
 * of RSA keeps the first start waiting for a second or more.
 */
final class SelfSignedCertificate {

  private static final String CURVE = "secp256r1";
  private static final Duration VALIDITY = Duration.ofDays(3650);
  private static final Duration CLOCK_SKEW = Duration.ofDays(1);
  private static final int MOST_COMMON_NAME = 64;

  private SelfSignedCertificate() {}

  /**
   * Makes a key and a certificate for the host, and writes both to a file that only its owner can
   * read. The file is there as a whole, or not at all.
   *
   * @throws IOException when that is not possible
   */
  static void write(Path file, String hostname) throws IOException {
    Path part = OwnerOnly.newFile(file.getParent());
    try {
      Files.write(part, make(hostname).getBytes(StandardCharsets.US_ASCII));
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IOException("No certificate can be made: " + e.getMessage(), e);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static String make(String hostname)
      throws GeneralSecurityException, OperatorCreationException, IOException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(CURVE));
    KeyPair pair = generator.generateKeyPair();
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(new JcaPKCS8Generator(pair.getPrivate(), null));
      writer.writeObject(new JcaMiscPEMGenerator(certificate(hostname, pair)));
    }
    return text.toString();
  }

  private static X509CertificateHolder certificate(String hostname, KeyPair pair)
      throws OperatorCreationException, IOException {
    Instant now = Instant.now();
    X500NameBuilder subject =
        new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.O, "Waypost self-signed");
    if (hostname.length() <= MOST_COMMON_NAME) {
      subject.addRDN(BCStyle.CN, hostname);
    }
    X500Name name = subject.build();
    GeneralName[] hosts =
        Stream.of(hostname, "localhost")
            .distinct()
            .map(host -> new GeneralName(GeneralName.dNSName, host))
            .toArray(GeneralName[]::new);
    return new JcaX509v3CertificateBuilder(
            name,
            // RFC 5280 4.1.2.2: positive, at most 20 octets, and not to be guessed.
            new BigInteger(127, new SecureRandom()).setBit(126),
            Date.from(now.minus(CLOCK_SKEW)),
            Date.from(now.plus(VALIDITY)),
            name,
            pair.getPublic())
        .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
        .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
        .addExtension(
            Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
        .addExtension(Extension.subjectAlternativeName, false, new GeneralNames(hosts))
        .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()));
  }
}
