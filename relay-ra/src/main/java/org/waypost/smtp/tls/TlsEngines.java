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
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/**
 * Makes the engines of connections, all with the same certificates, authorities, protocols and
 * ciphers, so that a session may be resumed on another connection. Immutable; a change of
 * certificates makes another one, which resumes nothing of the former.
 */
final class TlsEngines {

  /** Forward secrecy always; of the rest, what the JDK holds for good enough to be on. */
  private static final Pattern CIPHERS = Pattern.compile("TLS_(AES|CHACHA20|ECDHE|DHE)_.*");

  private static final Pattern WEAK = Pattern.compile(".*_(anon|NULL|DSS|3DES|DES|RC4)_.*");
  private static final int SESSIONS = 20_000;
  private static final int SESSION_SECONDS = 2 * 3600;

  private final SSLContext context;
  private final ClientAuthorities authorities;
  private final String[] protocols;
  private final String[] ciphers;

  /**
   * For those certificates.
   *
   * @param authorities of client certificates; null for none
   * @throws GeneralSecurityException when the JDK has no TLS
   */
  TlsEngines(CertificateChoice certificates, ClientAuthorities authorities, List<String> protocols)
      throws GeneralSecurityException {
    this.authorities = authorities;
    this.protocols = protocols.toArray(String[]::new);
    context = SSLContext.getInstance("TLS");
    context.init(
        new KeyManager[] {certificates},
        authorities == null ? new TrustManager[0] : new TrustManager[] {authorities},
        null);
    context.getServerSessionContext().setSessionCacheSize(SESSIONS);
    context.getServerSessionContext().setSessionTimeout(SESSION_SECONDS);
    ciphers =
        Stream.of(context.getDefaultSSLParameters().getCipherSuites())
            .filter(CIPHERS.asMatchPredicate())
            .filter(WEAK.asMatchPredicate().negate())
            .toArray(String[]::new);
  }

  /** Whether client certificates can be checked. */
  boolean knowsAuthorities() {
    return authorities != null;
  }

  /**
   * An engine for one connection; a certificate of the client is asked for, but not insisted on.
   */
  SSLEngine newEngine(boolean askForCertificate) {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setProtocols(protocols);
    parameters.setCipherSuites(ciphers);
    parameters.setUseCipherSuitesOrder(true);
    parameters.setWantClientAuth(askForCertificate && authorities != null);
    engine.setSSLParameters(parameters);
    return engine;
  }

  /** What a finished handshake of one of these engines came to. */
  TlsSession finished(SSLEngine engine) {
    return TlsSession.of(engine.getSession(), authorities);
  }
}
