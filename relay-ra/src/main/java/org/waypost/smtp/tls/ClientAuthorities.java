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
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * The authorities whose client certificates prove who a client is.
 *
 * <p>In the handshake any certificate will do: mail servers often show one of an authority that
 * nobody here knows, and are to be served all the same. What counts is {@link #trusts}. Revocation
 * is not looked up, as that would need the network.
 */
final class ClientAuthorities extends X509ExtendedTrustManager {

  private static final Logger LOG = System.getLogger(ClientAuthorities.class.getName());

  private final X509TrustManager strict;

  private ClientAuthorities(X509TrustManager strict) {
    this.strict = strict;
  }

  /**
   * Reads certificates of authorities from a PEM file.
   *
   * @throws UnusableFileException when there is none in it
   */
  static ClientAuthorities read(Path file) throws UnusableFileException {
    try {
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      return of(PemFile.parse(text, Optional.empty()).certificates());
    } catch (IOException e) {
      throw new UnusableFileException("cannot be read: " + e, e);
    } catch (GeneralSecurityException e) {
      throw new UnusableFileException("is not usable: " + e.getMessage(), e);
    }
  }

  private static ClientAuthorities of(List<X509Certificate> authorities)
      throws GeneralSecurityException, IOException, UnusableFileException {
    if (authorities.isEmpty()) {
      throw new UnusableFileException("there is no certificate in it");
    }
    KeyStore anchors = KeyStore.getInstance(KeyStore.getDefaultType());
    anchors.load(null, null);
    for (int i = 0; i < authorities.size(); i++) {
      anchors.setCertificateEntry(String.valueOf(i), authorities.get(i));
    }
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(anchors);
    return Stream.of(factory.getTrustManagers())
        .filter(X509TrustManager.class::isInstance)
        .map(X509TrustManager.class::cast)
        .findFirst()
        .map(ClientAuthorities::new)
        .orElseThrow(() -> new UnusableFileException("the JDK makes no trust manager of it"));
  }

  /** Whether the chain leads to one of the authorities and is for clients, right now. */
  boolean trusts(List<X509Certificate> chain) {
    try {
      strict.checkClientTrusted(
          chain.toArray(X509Certificate[]::new), chain.get(0).getPublicKey().getAlgorithm());
      return true;
    } catch (CertificateException e) {
      LOG.log(Level.DEBUG, "A client certificate is not trusted: {0}", e.getMessage());
      return false;
    }
  }

  /** Sent to the client, so that it can choose the certificate to show. */
  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return strict.getAcceptedIssuers();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
    // See the class comment: judged behind the handshake.
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType) {
    // See the class comment: judged behind the handshake.
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw new CertificateException("No sockets are used");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("The SMTP server is no client");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw new CertificateException("The SMTP server is no client");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    throw new CertificateException("The SMTP server is no client");
  }
}
