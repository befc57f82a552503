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
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Whom verified TLS trusts: the certificate authorities of the Java platform, and those of a file.
 *
 * <p>Immutable once made: a changed file takes a restart.
 */
public final class TrustAnchors {

  private static final TrustAnchors PLATFORM = new TrustAnchors(platform());

  private final X509ExtendedTrustManager manager;

  private TrustAnchors(KeyStore anchors) {
    this.manager = manager(anchors);
  }

  /** Those of the platform. */
  public static TrustAnchors ofPlatform() {
    return PLATFORM;
  }

  private static KeyStore platform() {
    try {
      KeyStore anchors = KeyStore.getInstance(KeyStore.getDefaultType());
      anchors.load(null, null);
      for (TrustManager manager : managers(null)) {
        if (manager instanceof X509TrustManager x509) {
          for (X509Certificate each : x509.getAcceptedIssuers()) {
            anchors.setCertificateEntry("platform-" + anchors.size(), each);
          }
        }
      }
      return anchors;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("The Java platform's trust anchors cannot be read", e);
    }
  }

  /**
   * Those of the platform and those of a file of certificates in PEM.
   *
   * @throws IllegalArgumentException when the file cannot be read or has no certificate
   */
  public static TrustAnchors with(Path file) {
    KeyStore all = platform();
    try (InputStream in = Files.newInputStream(file)) {
      Collection<? extends Certificate> more =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (more.isEmpty()) {
        throw new IllegalArgumentException("No certificate in " + file);
      }
      for (Certificate each : more) {
        all.setCertificateEntry("file-" + all.size(), each);
      }
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "The certificates in " + file + " cannot be read: " + e.getMessage(), e);
    }
    return new TrustAnchors(all);
  }

  /** A context that trusts these, for HTTPS. */
  public SSLContext context() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {manager}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has TLS", e);
    }
  }

  /** What verifies chains of certificates; may be used by any number of threads. */
  X509ExtendedTrustManager manager() {
    return manager;
  }

  private static X509ExtendedTrustManager manager(KeyStore anchors) {
    try {
      for (TrustManager each : managers(anchors)) {
        if (each instanceof X509ExtendedTrustManager x509) {
          return x509;
        }
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The trust anchors cannot be used", e);
    }
    throw new IllegalStateException("The Java platform verifies no X.509 certificates");
  }

  private static TrustManager[] managers(KeyStore anchors) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(anchors);
    return factory.getTrustManagers();
  }
}
