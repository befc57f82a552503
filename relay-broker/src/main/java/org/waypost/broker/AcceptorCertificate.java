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
package org.waypost.broker;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.waypost.api.settings.Settings;

/**
 * The certificate of the acceptor as a PKCS #12 file, which the broker reads: the file itself, or
 * one made of PEM in the data folder, readable by the owner only, with a password for this run.
 *
 * @param file of certificates and key
 * @param password of it
 */
record AcceptorCertificate(Path file, String password) {

  private static final Pattern KEY =
      Pattern.compile(
          "-----BEGIN PRIVATE KEY-----\\s*([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
  private static final Pattern CERTIFICATE =
      Pattern.compile("-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----");
  private static final int LARGEST = 1024 * 1024;

  /**
   * Finds the certificate of the settings; nothing without {@code WAYPOST_JMS_CERTIFICATE}.
   *
   * @throws BrokerException when it is not there, or cannot be used
   */
  static Optional<AcceptorCertificate> of(Settings settings, Path data)
      throws BrokerException, IOException {
    if (settings.jmsCertificate().isEmpty()) {
      return Optional.empty();
    }
    String name = settings.jmsCertificate().get();
    Path folder = settings.tls().folder();
    for (String ending : List.of(".p12", ".pfx")) {
      if (Files.isReadable(folder.resolve(name + ending))) {
        return Optional.of(
            new AcceptorCertificate(
                folder.resolve(name + ending), settings.tls().password().orElse("")));
      }
    }
    for (String ending : List.of(".pem", ".crt")) {
      if (Files.isReadable(folder.resolve(name + ending))) {
        return Optional.of(ofPem(folder, name, ending, data));
      }
    }
    throw new BrokerException(
        "WAYPOST_JMS_CERTIFICATE: no file " + name + ".p12, .pfx, .pem or .crt in " + folder);
  }

  private static AcceptorCertificate ofPem(Path folder, String name, String ending, Path data)
      throws BrokerException, IOException {
    String pem = text(folder.resolve(name + ending));
    Path key = folder.resolve(name + ".key");
    String keyPem = Files.isReadable(key) ? text(key) : pem;
    try {
      return keyStore(pem, keyPem, data);
    } catch (GeneralSecurityException e) {
      throw new BrokerException(
          "WAYPOST_JMS_CERTIFICATE: "
              + name
              + ending
              + " needs certificates and a key in PKCS #8 without a password: "
              + e.getMessage(),
          e);
    }
  }

  private static AcceptorCertificate keyStore(String pem, String keyPem, Path data)
      throws GeneralSecurityException, IOException {
    StringBuilder chain = new StringBuilder();
    for (Matcher each = CERTIFICATE.matcher(pem); each.find(); ) {
      chain.append(each.group()).append('\n');
    }
    Certificate[] certificates =
        CertificateFactory.getInstance("X.509")
            .generateCertificates(
                new ByteArrayInputStream(chain.toString().getBytes(StandardCharsets.US_ASCII)))
            .toArray(Certificate[]::new);
    if (certificates.length == 0) {
      throw new GeneralSecurityException("there is no certificate in it");
    }
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "acceptor",
        key(keyPem, certificates[0].getPublicKey().getAlgorithm()),
        password.toCharArray(),
        certificates);
    Path file = data.resolve("jms.p12");
    Files.deleteIfExists(file);
    try (OutputStream out = Files.newOutputStream(OwnerOnly.file(file))) {
      store.store(out, password.toCharArray());
    }
    return new AcceptorCertificate(file, password);
  }

  private static Key key(String pem, String algorithm) throws GeneralSecurityException {
    Matcher found = KEY.matcher(pem);
    if (!found.find()) {
      throw new InvalidKeySpecException("there is no such key in it");
    }
    byte[] octets = Base64.getMimeDecoder().decode(found.group(1));
    return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(octets));
  }

  private static String text(Path file) throws IOException, BrokerException {
    if (Files.size(file) > LARGEST) {
      throw new BrokerException("WAYPOST_JMS_CERTIFICATE: " + file + " is larger than a megabyte");
    }
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }

  /** Without the password, so that it comes into no log. */
  @Override
  public String toString() {
    return "AcceptorCertificate[" + file + "]";
  }
}
