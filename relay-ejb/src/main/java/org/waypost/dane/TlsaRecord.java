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
package org.waypost.dane;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An association of a host with a certificate (RFC 6698 2.1).
 *
 * @param usage 0 to 255; 2 is a trust anchor, 3 the host's own certificate (RFC 7218)
 * @param selector 0 to 255; 0 for the whole certificate, 1 for its public key
 * @param matching 0 to 255; 0 for the octets themselves, 1 for SHA-256, 2 for SHA-512
 * @param data what has to match, in hexadecimal, lower case
 */
public record TlsaRecord(int usage, int selector, int matching, String data) {

  static final int TRUST_ANCHOR = 2;
  static final int END_ENTITY = 3;

  private static final int EXACT = 0;
  private static final int SHA_256 = 1;
  private static final int SHA_512 = 2;
  private static final List<String> KEYS = List.of("EC", "RSA", "EdDSA", "RSASSA-PSS");

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException when a number is no octet, or the data not hexadecimal
   */
  public TlsaRecord {
    Objects.requireNonNull(data, "A TLSA record has data");
    if (((usage | selector | matching) & ~0xFF) != 0 || !data.matches("([0-9a-f]{2})*")) {
      throw new IllegalArgumentException("Not a TLSA record: " + usage + " " + selector);
    }
  }

  /** A record with data in octets. */
  static TlsaRecord of(int usage, int selector, int matching, byte[] data) {
    return new TlsaRecord(usage, selector, matching, HexFormat.of().formatHex(data));
  }

  /**
   * Whether an SMTP client can act on it: PKIX-TA and PKIX-EE are not for SMTP (RFC 7672 3.1.3),
   * and what is malformed or unknown is left aside (RFC 7671 4).
   */
  boolean isUsable() {
    boolean known =
        (usage == TRUST_ANCHOR || usage == END_ENTITY) && (selector == 0 || selector == 1);
    return known
        && switch (matching) {
          case EXACT -> isWellFormed();
          case SHA_256 -> data.length() == 64;
          case SHA_512 -> data.length() == 128;
          default -> false;
        };
  }

  private boolean isWellFormed() {
    return selector == 1 ? publicKey().isPresent() : certificate().isPresent();
  }

  /** The certificate, where the record holds all of one. */
  Optional<X509Certificate> certificate() {
    if (selector != 0 || matching != EXACT) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(HexFormat.of().parseHex(data))));
    } catch (CertificateException e) {
      return Optional.empty();
    }
  }

  /** The public key, where the record holds all of one, of a kind that TLS uses. */
  Optional<PublicKey> publicKey() {
    if (selector != 1 || matching != EXACT) {
      return Optional.empty();
    }
    X509EncodedKeySpec info = new X509EncodedKeySpec(HexFormat.of().parseHex(data));
    return KEYS.stream().flatMap(algorithm -> read(algorithm, info).stream()).findFirst();
  }

  private static Optional<PublicKey> read(String algorithm, X509EncodedKeySpec info) {
    try {
      return Optional.of(KeyFactory.getInstance(algorithm).generatePublic(info));
    } catch (GeneralSecurityException e) {
      // It is of another algorithm, then, or none at all.
      return Optional.empty();
    }
  }

  /** Whether a certificate is the one that is meant. */
  boolean matches(X509Certificate certificate) throws CertificateException {
    byte[] selected =
        selector == 0 ? certificate.getEncoded() : certificate.getPublicKey().getEncoded();
    byte[] compared =
        switch (matching) {
          case SHA_256 -> digest("SHA-256", selected);
          case SHA_512 -> digest("SHA-512", selected);
          default -> selected;
        };
    return MessageDigest.isEqual(compared, HexFormat.of().parseHex(data));
  }

  /** Whether, of two digests of the same thing, this one stands and the other does not count. */
  boolean isStrongerThan(TlsaRecord other) {
    return usage == other.usage
        && selector == other.selector
        && other.matching != EXACT
        && matching > other.matching;
  }

  private static byte[] digest(String algorithm, byte[] octets) {
    try {
      return MessageDigest.getInstance(algorithm).digest(octets);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has " + algorithm, e);
    }
  }

  /** As it stands in a zone, its data cut. */
  @Override
  public String toString() {
    String shown = data.length() > 16 ? data.substring(0, 16) + "…" : data;
    return usage + " " + selector + " " + matching + " " + shown;
  }
}
