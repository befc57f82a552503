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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/**
 * Client certificates in a folder: NAME.pem holds a certificate, those of its issuers, and its key
 * as PKCS#8 without a password (RFC 7468 10). A file that changed is read again with the next
 * connection.
 */
public final class PemFolder implements ClientCertificates {

  private static final Logger LOG = System.getLogger(PemFolder.class.getName());
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");
  private static final int MAX_OCTETS = 256 * 1024;

  private final Path folder;
  private final Map<String, Read> read = new ConcurrentHashMap<>();

  /** In this folder, which need not exist. */
  public PemFolder(Path folder) {
    this.folder = folder;
  }

  /** A file as it was read; without keys when it is of no use. */
  private record Read(FileTime changed, Optional<KeyManager[]> keys) {}

  @Override
  public Optional<KeyManager[]> keys(String name) {
    // It comes from the configuration, and must not lead out of the folder all the same.
    if (!name.matches("[A-Za-z0-9_][A-Za-z0-9._-]{0,63}")) {
      return Optional.empty();
    }
    Path file = folder.resolve(name + ".pem");
    try {
      FileTime changed = Files.getLastModifiedTime(file);
      Read known = read.get(name);
      if (known == null || !known.changed().equals(changed)) {
        known = new Read(changed, load(file));
        read.put(name, known);
      }
      return known.keys();
    } catch (NoSuchFileException e) {
      read.remove(name);
    } catch (IOException e) {
      LOG.log(Level.ERROR, "The client certificate {0} cannot be read: {1}", file, e.getMessage());
    }
    return Optional.empty();
  }

  private static Optional<KeyManager[]> load(Path file) throws IOException {
    if (Files.size(file) > MAX_OCTETS) {
      throw new IOException("it has more than " + MAX_OCTETS + " octets");
    }
    try {
      return Optional.of(parse(Files.readString(file, StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      LOG.log(Level.ERROR, "The client certificate {0} is of no use: {1}", file, e.getMessage());
      return Optional.empty();
    }
  }

  private static KeyManager[] parse(String text) throws GeneralSecurityException, IOException {
    List<Certificate> chain = new ArrayList<>();
    PrivateKey key = null;
    Matcher blocks = BLOCK.matcher(text);
    while (blocks.find()) {
      String kind = blocks.group(1);
      byte[] octets = Base64.getMimeDecoder().decode(blocks.group(2));
      if (kind.equals("CERTIFICATE")) {
        chain.add(
            CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(octets)));
      } else if (kind.equals("PRIVATE KEY")) {
        key = key(octets);
      } else if (kind.endsWith("PRIVATE KEY")) {
        throw new IllegalArgumentException(
            "its key is in the form "
                + kind
                + "; openssl pkcs8 -topk8 -nocrypt makes PKCS#8 of it");
      }
    }
    if (key == null || chain.isEmpty()) {
      throw new IllegalArgumentException("it has no " + (key == null ? "key" : "certificate"));
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    char[] password = "key".toCharArray();
    store.setKeyEntry("client", key, password, chain.toArray(Certificate[]::new));
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, password);
    return factory.getKeyManagers();
  }

  private static PrivateKey key(byte[] octets) throws GeneralSecurityException {
    for (String algorithm : List.of("EC", "RSA", "EdDSA")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(octets));
      } catch (InvalidKeySpecException e) {
        LOG.log(Level.DEBUG, "Not a key of {0}", algorithm);
      }
    }
    throw new IllegalArgumentException("its key is not of RSA, EC or EdDSA");
  }
}
