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

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waypost.api.listener.CertificateStatus;
import org.waypost.api.settings.TlsSettings;

/** Every form that OpenSSL writes keys in. */
class KeyFormsTest {

  private static final String PASSWORD = "correct horse";

  @TempDir private Path folder;

  @BeforeEach
  void makeCertificate() throws Exception {
    // In the form of PKCS#8, beside its certificate.
    openssl(
        "req -x509 -newkey rsa:2048 -nodes -keyout rsa.key -out rsa.crt -days 30 -subj /CN=host"
            + " -addext subjectAltName=DNS:Host.example.org,DNS:*.example.net");
  }

  private void openssl(String arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments.split(" ")));
    command.replaceAll(word -> word.replace("@", PASSWORD));
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String said;
    try (InputStream out = process.getInputStream()) {
      said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
    }
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
  }

  private List<CertificateStatus> read(String password) throws IOException {
    TlsSettings settings =
        new TlsSettings(
            folder, Optional.ofNullable(password), Optional.empty(), TlsSettings.PROTOCOLS);
    try (CertificateStore store = CertificateStore.open(settings, "mx.example.org")) {
      return store.status();
    }
  }

  private void delete(String name) throws IOException {
    Files.delete(folder.resolve(name));
  }

  @Test
  void keyBesideItsCertificate() throws Exception {
    CertificateStatus status = read(null).get(0);
    assertThat(status.problem()).isEmpty();
    assertThat(status.name()).isEqualTo("rsa");
    assertThat(status.names()).containsExactly("host.example.org", "*.example.net");
    assertThat(status.subject()).isEqualTo("CN=host");
    assertThat(status.selfSigned()).isFalse();
    assertThat(status.fingerprint()).matches("[0-9a-f]{64}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rsa -in rsa.key -traditional -out new.key",
        "rsa -in rsa.key -traditional -aes256 -passout pass:@ -out new.key",
        "rsa -in rsa.key -traditional -des3 -passout pass:@ -out new.key",
        "pkcs8 -topk8 -in rsa.key -v2 aes-256-cbc -passout pass:@ -out new.key",
        "pkcs8 -topk8 -in rsa.key -v2 aes-128-cbc -v2prf hmacWithSHA1 -passout pass:@ -out new.key",
        "pkcs8 -topk8 -in rsa.key -scrypt -passout pass:@ -out new.key"
      })
  void rsaKeys(String command) throws Exception {
    openssl(command);
    Files.writeString(
        folder.resolve("new.pem"),
        Files.readString(folder.resolve("new.key")) + Files.readString(folder.resolve("rsa.crt")));
    delete("new.key");
    delete("rsa.key");
    delete("rsa.crt");
    assertThat(read(PASSWORD).get(0).problem()).isEmpty();
    if (command.contains("pass:")) {
      assertThat(read(null).get(0).problem())
          .isEqualTo("its key is encrypted, and WAYPOST_TLS_PASSWORD is not set");
      assertThat(read("wrong").get(0).problem())
          .startsWith("its key is not one that WAYPOST_TLS_PASSWORD opens");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ecparam -name prime256v1 -genkey -out ec.key",
        "ecparam -name secp384r1 -genkey -noout -out ec.key",
        "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out ec.key",
        "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -aes256 -pass pass:@ -out ec.key",
        "genpkey -algorithm ed25519 -out ec.key"
      })
  void ellipticCurves(String command) throws Exception {
    openssl(command);
    openssl(
        "req -x509 -new -key ec.key -passin pass:@ -out ec.crt -days 30 -subj /CN=ec.example.org");
    CertificateStatus status = read(PASSWORD).get(0);
    assertThat(status.problem()).isEmpty();
    // Without subjectAltName the common name counts.
    assertThat(status.names()).containsExactly("ec.example.org");
  }

  @ParameterizedTest
  @ValueSource(strings = {"p12", "pfx"})
  void keystores(String ending) throws Exception {
    openssl("pkcs12 -export -in rsa.crt -inkey rsa.key -passout pass:@ -out store." + ending);
    delete("rsa.key");
    delete("rsa.crt");
    assertThat(read(PASSWORD).get(0).problem()).isEmpty();
    assertThat(read("wrong").get(0).problem()).contains("WAYPOST_TLS_PASSWORD");
    assertThat(read(null).get(0).problem()).contains("WAYPOST_TLS_PASSWORD");
  }

  @Test
  void keysOfOtherKindsAreNamed() throws Exception {
    openssl("genpkey -algorithm x25519 -out other.key");
    Files.writeString(folder.resolve("other.pem"), Files.readString(folder.resolve("rsa.crt")));
    assertThat(read(null).get(0).problem()).contains("is not of RSA, EC or EdDSA");
  }
}
