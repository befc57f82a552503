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
package org.waypost.test.tls;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** An authority that gives certificates to servers and clients of a test. */
public final class TestAuthority {

  private final X509Bundle root;

  /** A new one. */
  public TestAuthority() throws Exception {
    root =
        new CertificateBuilder()
            .ecp256()
            .subject("CN=Authority of the test")
            .setIsCertificateAuthority(true)
            .buildSelfSigned();
  }

  /**
   * A server with a certificate for these names.
   *
   * @param context trusts clients of this authority
   */
  public record Server(SSLContext context, X509Certificate certificate) {}

  /** A server. */
  public Server server(List<String> names) throws Exception {
    CertificateBuilder builder = new CertificateBuilder().ecp256().subject("CN=server");
    names.forEach(builder::addSanDnsName);
    X509Bundle issued = builder.buildIssuedBy(root);
    KeyManagerFactory keys = issued.toKeyManagerFactory();
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), root.toTrustManagerFactory().getTrustManagers(), null);
    return new Server(context, issued.getCertificate());
  }

  /** Writes its own certificate in PEM, for those who are to trust it; returns the file. */
  public Path write(Path file) throws IOException {
    return Files.writeString(file, root.getCertificatePEM());
  }

  /** Writes certificate and key of a client in PEM. */
  public void writeClient(String name, Path file) throws Exception {
    X509Bundle issued = new CertificateBuilder().ecp256().subject("CN=" + name).buildIssuedBy(root);
    Files.createDirectories(file.getParent());
    Files.writeString(file, issued.getCertificatePEM() + "\n" + issued.getPrivateKeyPEM());
  }
}
