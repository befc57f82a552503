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
package org.waypost.smtpclient;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How connections to a destination are secured.
 *
 * @param level what is demanded
 * @param minimumVersion TLSv1.2 or TLSv1.3
 * @param ciphers names of the cipher suites that may be used, as JSSE has them; empty for the
 *     platform's
 * @param clientCertificate name of the certificate that Waypost shows; nothing for none
 * @param implicit whether TLS begins with the first octet (RFC 8314), and not with STARTTLS
 */
public record TlsPolicy(
    Level level,
    String minimumVersion,
    List<String> ciphers,
    Optional<String> clientCertificate,
    boolean implicit) {

  /** What holds where nothing else is said. */
  public static final TlsPolicy OPPORTUNISTIC = of(Level.OPPORTUNISTIC);

  /** What is demanded of a connection, the least first. */
  public enum Level {
    /** Never encrypted. */
    NONE,
    /** Encrypted where the peer can, whoever it is (RFC 7435). */
    OPPORTUNISTIC,
    /**
     * As the destination's domain says: DANE (RFC 7672), else MTA-STS (RFC 8461), else
     * opportunistic.
     */
    PUBLISHED,
    /** Encrypted, whoever the peer is. */
    REQUIRED,
    /** Encrypted, and the peer proves to be the host of that name. */
    VERIFIED,
    /** Encrypted, and the peer is the one that a DNSSEC-signed TLSA record tells (RFC 7672). */
    DANE
  }

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException when the version is another
   */
  public TlsPolicy {
    Objects.requireNonNull(level, "A policy has a level");
    Objects.requireNonNull(clientCertificate, "clientCertificate");
    ciphers = List.copyOf(ciphers);
    if (!List.of("TLSv1.2", "TLSv1.3").contains(minimumVersion)) {
      throw new IllegalArgumentException(
          "The lowest version is TLSv1.2 or TLSv1.3, not " + minimumVersion);
    }
    if (implicit && level == Level.NONE) {
      throw new IllegalArgumentException("TLS from the first octet is not no TLS");
    }
  }

  /** A policy of TLS by STARTTLS. */
  public TlsPolicy(
      Level level,
      String minimumVersion,
      List<String> ciphers,
      Optional<String> clientCertificate) {
    this(level, minimumVersion, ciphers, clientCertificate, false);
  }

  /** A policy of this level, all else as usual. */
  public static TlsPolicy of(Level level) {
    return new TlsPolicy(level, "TLSv1.2", List.of(), Optional.empty());
  }

  /** The same with another level. */
  public TlsPolicy with(Level other) {
    return new TlsPolicy(other, minimumVersion, ciphers, clientCertificate, implicit);
  }

  /** The same with TLS from the first octet. */
  public TlsPolicy withImplicit() {
    return new TlsPolicy(level, minimumVersion, ciphers, clientCertificate, true);
  }
}
