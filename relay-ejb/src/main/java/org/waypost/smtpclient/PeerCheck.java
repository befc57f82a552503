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

import java.net.Socket;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Judges the certificate of one peer, and remembers what it found; where the policy does not demand
 * a good one, any will do (RFC 7435).
 */
final class PeerCheck extends X509ExtendedTrustManager {

  private final X509ExtendedTrustManager anchors;
  private final String host;
  private final HopSecurity security;
  private TlsFailure failure;
  private String problem;

  PeerCheck(TrustAnchors anchors, String host, HopSecurity security) {
    this.anchors = anchors.manager();
    this.host = host;
    this.security = security;
  }

  /** What is wrong with the certificate; nothing when it proves the peer's name. */
  Optional<TlsFailure> failure() {
    return Optional.ofNullable(failure);
  }

  /** The same as a sentence for people; null when nothing is wrong. */
  String problem() {
    return problem;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    try {
      if (security.dane().isPresent()) {
        security.dane().get().check(List.of(chain));
      } else {
        anchors.checkServerTrusted(chain, type, socket instanceof SSLSocket ? socket : null);
        if (!HostNames.of(chain[0]).include(host)) {
          failure = TlsFailure.CERTIFICATE_HOST_MISMATCH;
          throw new CertificateException("it does not name " + host);
        }
      }
    } catch (CertificateException e) {
      failure = failure == null ? kind(e, security.dane().isPresent()) : failure;
      problem = e.getMessage();
      if (security.isVerified()) {
        throw e;
      }
    }
  }

  private static TlsFailure kind(CertificateException thrown, boolean dane) {
    if (dane) {
      return TlsFailure.VALIDATION_FAILURE;
    }
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      boolean outOfDate =
          each instanceof CertificateExpiredException
              || each instanceof CertificateNotYetValidException
              || (each instanceof CertPathValidatorException path
                  && (path.getReason() == CertPathValidatorException.BasicReason.EXPIRED
                      || path.getReason() == CertPathValidatorException.BasicReason.NOT_YET_VALID));
      if (outOfDate) {
        return TlsFailure.CERTIFICATE_EXPIRED;
      }
    }
    return TlsFailure.CERTIFICATE_NOT_TRUSTED;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    checkServerTrusted(chain, type, (Socket) null);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    checkServerTrusted(chain, type, (Socket) null);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) {
    throw onlyServers();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
    throw onlyServers();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
    throw onlyServers();
  }

  private static UnsupportedOperationException onlyServers() {
    return new UnsupportedOperationException("Waypost is the client here");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
