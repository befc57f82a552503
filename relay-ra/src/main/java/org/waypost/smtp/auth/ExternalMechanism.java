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
package org.waypost.smtp.auth;

import java.security.cert.X509Certificate;
import java.util.Optional;
import org.waypost.api.smtp.Credentials;
import org.waypost.smtp.session.Client;
import org.waypost.smtp.tls.TlsSession;

/**
 * EXTERNAL (RFC 4422 appendix A): the client is whom the certificate says that it has shown in the
 * TLS handshake.
 */
final class ExternalMechanism implements Mechanism {

  @Override
  public String name() {
    return "EXTERNAL";
  }

  @Override
  public boolean isPossible(Client client) {
    return certificate(client).isPresent();
  }

  @Override
  public Step begin(Optional<byte[]> initial, Client client) {
    X509Certificate certificate = certificate(client).orElseThrow();
    return initial.isPresent()
        ? take(initial.get(), certificate)
        : Step.Challenge.of("", response -> take(response, certificate));
  }

  private static Step take(byte[] response, X509Certificate certificate) {
    String authorization = Octets.nullIfEmpty(Octets.text(response));
    return Step.Question.last(new Credentials.ClientCertificate(authorization, certificate));
  }

  private static Optional<X509Certificate> certificate(Client client) {
    return client.tlsSession().flatMap(TlsSession::client);
  }
}
