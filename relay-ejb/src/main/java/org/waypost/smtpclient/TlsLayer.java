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

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/**
 * The TLS of one connection, laid over its socket. Each has a context of its own: a session that
 * was taken up again would skip the check of the certificate.
 */
final class TlsLayer {

  private final TlsPolicy policy;
  private final PeerCheck check;
  private final KeyManager[] keys;
  private final String serverName;
  private SSLSocket socket;

  /**
   * Prepares it.
   *
   * @param keys of the client certificate; null to show none
   * @param serverName for SNI
   */
  TlsLayer(TlsPolicy policy, PeerCheck check, KeyManager[] keys, String serverName) {
    this.policy = policy;
    this.check = check;
    this.keys = keys == null ? null : keys.clone();
    this.serverName = serverName;
  }

  /** TLS over a socket that is connected; its handshake comes with the first use. */
  SSLSocket over(Socket plain, boolean autoClose) throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys, new TrustManager[] {check}, null);
      socket =
          (SSLSocket)
              context
                  .getSocketFactory()
                  .createSocket(plain, serverName, plain.getPort(), autoClose);
    } catch (GeneralSecurityException e) {
      throw new IOException("TLS cannot be used: " + e.getMessage(), e);
    }
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setProtocols(
        policy.minimumVersion().equals("TLSv1.3")
            ? new String[] {"TLSv1.3"}
            : new String[] {"TLSv1.3", "TLSv1.2"});
    if (!policy.ciphers().isEmpty()) {
      parameters.setCipherSuites(policy.ciphers().toArray(String[]::new));
    }
    if (isHostName(serverName)) {
      parameters.setServerNames(List.of(new SNIHostName(serverName)));
    }
    try {
      socket.setSSLParameters(parameters);
    } catch (IllegalArgumentException e) {
      throw new IOException("TLS cannot be used: " + e.getMessage(), e);
    }
    return socket;
  }

  /** What was agreed; null before the handshake. */
  SSLSession session() {
    return socket == null ? null : socket.getSession();
  }

  PeerCheck check() {
    return check;
  }

  /** RFC 6066 3: addresses in numbers are not sent. */
  private static boolean isHostName(String name) {
    return name.matches("[A-Za-z0-9._-]*[A-Za-z][A-Za-z0-9._-]*") && name.indexOf('.') > 0;
  }
}
