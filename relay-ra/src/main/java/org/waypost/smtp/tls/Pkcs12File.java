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
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads a PKCS#12 file (RFC 7292): its first key with the certificates that belong to it. */
final class Pkcs12File {

  private Pkcs12File() {}

  static ServerCertificate read(String name, Path file, Optional<String> password)
      throws UnusableFileException, IOException {
    char[] secret = password.orElse("").toCharArray();
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, secret);
      for (String alias : Collections.list(store.aliases())) {
        if (store.isKeyEntry(alias)) {
          return entry(name, store, alias, secret);
        }
      }
      throw new UnusableFileException("there is no key in it");
    } catch (IOException e) {
      // That is how a keystore says that the password is wrong.
      throw new UnusableFileException(
          "it cannot be opened, or not with WAYPOST_TLS_PASSWORD: " + e.getMessage(), e);
    } catch (GeneralSecurityException e) {
      throw new UnusableFileException("it is not a well-formed keystore: " + e.getMessage(), e);
    }
  }

  private static ServerCertificate entry(String name, KeyStore store, String alias, char[] secret)
      throws GeneralSecurityException, UnusableFileException {
    Certificate[] chain = store.getCertificateChain(alias);
    if (chain == null || !(store.getKey(alias, secret) instanceof PrivateKey key)) {
      throw new UnusableFileException("there is no certificate for its key in it");
    }
    List<X509Certificate> certificates =
        Stream.of(chain)
            .filter(X509Certificate.class::isInstance)
            .map(X509Certificate.class::cast)
            .toList();
    return ServerCertificate.of(name, certificates, key);
  }
}
