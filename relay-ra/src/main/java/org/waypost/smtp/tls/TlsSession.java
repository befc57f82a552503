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

import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * What a finished handshake came to.
 *
 * @param versionAndCipher such as {@code TLSv1.3 TLS_AES_256_GCM_SHA384}
 * @param server the certificate that the server has shown; empty when a resumed session no longer
 *     knows it
 * @param client the certificate of the client, if it has shown one that leads to an authority
 *     trusted here
 */
public record TlsSession(
    String versionAndCipher, Optional<X509Certificate> server, Optional<X509Certificate> client) {

  /** Checks that nothing is missing. */
  public TlsSession {
    Objects.requireNonNull(versionAndCipher, "versionAndCipher");
    Objects.requireNonNull(server, "server");
    Objects.requireNonNull(client, "client");
  }

  /**
   * Reads a session.
   *
   * @param authorities for client certificates; null for none
   */
  static TlsSession of(SSLSession session, ClientAuthorities authorities) {
    List<X509Certificate> shown = x509(session.getLocalCertificates());
    List<X509Certificate> client = authorities == null ? List.of() : clientChain(session);
    boolean proven = !client.isEmpty() && authorities.trusts(client);
    return new TlsSession(
        session.getProtocol() + " " + session.getCipherSuite(),
        shown.stream().findFirst(),
        proven ? Optional.of(client.get(0)) : Optional.empty());
  }

  /** The channel binding {@code tls-server-end-point} (RFC 5929 4), if there can be one. */
  public Optional<byte[]> serverEndPoint() {
    return server.flatMap(EndPointBinding::of);
  }

  private static List<X509Certificate> clientChain(SSLSession session) {
    try {
      return x509(session.getPeerCertificates());
    } catch (SSLPeerUnverifiedException e) {
      // The usual case: the client has shown none.
      return List.of();
    }
  }

  private static List<X509Certificate> x509(Certificate[] certificates) {
    List<X509Certificate> found = new ArrayList<>();
    if (certificates != null) {
      for (Certificate certificate : certificates) {
        if (certificate instanceof X509Certificate x509) {
          found.add(x509);
        }
      }
    }
    return found;
  }
}
