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
package org.waypost.test.sink;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** A key and a certificate that vouches for itself, with which a sink offers STARTTLS. */
public final class SinkTls {

  private static final char[] PASSWORD = "changeit".toCharArray();

  private final SSLContext context;
  private final X509Certificate certificate;
  private final UnaryOperator<SSLParameters> demands;
  private final Queue<String> clients = new ConcurrentLinkedQueue<>();

  private SinkTls(
      SSLContext context, X509Certificate certificate, UnaryOperator<SSLParameters> demands) {
    this.context = context;
    this.certificate = certificate;
    this.demands = demands;
  }

  /** A key and a certificate that a test made. */
  public static SinkTls of(SSLContext context, X509Certificate certificate) {
    return new SinkTls(context, certificate, UnaryOperator.identity());
  }

  /** The same with one version and cipher suite only, for clients that show a certificate. */
  public SinkTls strict(String version, String cipher) {
    return new SinkTls(
        context,
        certificate,
        parameters -> {
          parameters.setProtocols(new String[] {version});
          parameters.setCipherSuites(new String[] {cipher});
          parameters.setNeedClientAuth(true);
          return parameters;
        });
  }

  /** Subjects of the certificates that clients of a strict server have shown. */
  public List<String> clients() {
    return List.copyOf(clients);
  }

  /** What it shows. */
  public X509Certificate certificate() {
    return certificate;
  }

  /**
   * Makes a key.
   *
   * @param folder for the files of a moment
   * @param alternativeName of the certificate, such as {@code ip:127.0.0.1} or {@code dns:mx.test}
   */
  public static SinkTls create(Path folder, String alternativeName) {
    Path store = folder.resolve("sink-keys.p12");
    try {
      makeKey(store, alternativeName);
      KeyStore keys = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(store)) {
        keys.load(in, PASSWORD);
      }
      Files.delete(store);
      KeyManagerFactory managers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(keys, PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      return of(context, (X509Certificate) keys.getCertificate("sink"));
    } catch (IOException e) {
      throw new UncheckedIOException("No certificate for the sink", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("No certificate for the sink", e);
    }
  }

  /** Writes the certificate in PEM, for those who are to trust it; returns the file. */
  public Path writeCertificate(Path file) {
    try {
      String body = Base64.getMimeEncoder().encodeToString(certificate.getEncoded());
      return Files.writeString(
          file, "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** TLS over a connection, as its server; the handshake is made. */
  SSLSocket over(Socket plain) throws IOException {
    SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket(plain, null, plain.getPort(), true);
    socket.setUseClientMode(false);
    socket.setSSLParameters(demands.apply(socket.getSSLParameters()));
    socket.startHandshake();
    if (socket.getNeedClientAuth()) {
      clients.add(socket.getSession().getPeerPrincipal().getName());
    }
    return socket;
  }

  private static void makeKey(Path store, String alternativeName) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "sink",
                "-keyalg",
                "EC",
                "-dname",
                "CN=sink.test",
                "-ext",
                "SAN=" + alternativeName,
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
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
