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
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** TLS with certificates that vouch for themselves, made when they are first needed. */
final class TestTls {

  private static final char[] PASSWORD = "changeit".toCharArray();

  /** For a host that no test asks for. */
  static final TestTls STRANGER = new TestTls("unknown.test", "dns:unknown.test");

  /** For the address at which test peers are. */
  static final TestTls LOCAL = new TestTls("peer.test", "ip:127.0.0.1");

  private final SSLContext context;
  private final X509Certificate certificate;

  private TestTls(String name, String alternative) {
    try {
      Path folder = Files.createTempDirectory("tls");
      Path store = folder.resolve("keys.p12");
      makeKey(store, name, alternative);
      KeyStore keys = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(store)) {
        keys.load(in, PASSWORD);
      }
      Files.delete(store);
      Files.delete(folder);
      this.certificate = (X509Certificate) keys.getCertificate("test");
      this.context = context(keys);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("No certificate for the test", e);
    }
  }

  /** Trust in this certificate. */
  TrustAnchors trusted(Path folder) throws IOException {
    Path file = folder.resolve("trust.pem");
    try {
      String body = Base64.getMimeEncoder().encodeToString(certificate.getEncoded());
      Files.writeString(
          file, "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
    } catch (CertificateEncodingException e) {
      throw new IOException(e);
    }
    return TrustAnchors.with(file);
  }

  SSLSocket server(Socket plain) throws IOException {
    SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket(plain, null, plain.getPort(), false);
    socket.setUseClientMode(false);
    socket.startHandshake();
    return socket;
  }

  private static SSLContext context(KeyStore keys) throws GeneralSecurityException {
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private static void makeKey(Path store, String name, String alternative) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "test",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "SAN=" + alternative,
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (process.waitFor() != 0) {
        throw new IOException("keytool failed");
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
