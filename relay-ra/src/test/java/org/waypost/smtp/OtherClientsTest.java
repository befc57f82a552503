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
package org.waypost.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.waypost.api.listener.ListenerDefinition.AuthMode;
import org.waypost.api.listener.ListenerDefinition.TlsMode;
import org.waypost.api.settings.TlsSettings;
import org.waypost.smtp.tls.CertificateStore;

/** TLS and AUTH as programs of others speak them. */
class OtherClientsTest {

  @TempDir private Path data;
  private final ScriptedApplication application = new ScriptedApplication();
  private CertificateStore certificates;

  @BeforeEach
  void openTheStore() throws IOException {
    certificates = CertificateStore.open(TlsSettings.in(data.resolve("tls")), "mx.example.org");
  }

  @AfterEach
  void closeTheStore() {
    certificates.close();
  }

  private SocketServer server(TlsMode tls, AuthMode auth) throws IOException {
    return new SocketServer(SocketServer.Options.of(tls, auth), application, data, certificates);
  }

  /** Runs a program and gives what it prints, with its exit status behind it. */
  private String run(String input, List<String> command) throws Exception {
    Path in = Files.writeString(data.resolve("input"), input);
    Process process;
    try {
      process =
          new ProcessBuilder(command).redirectInput(in.toFile()).redirectErrorStream(true).start();
    } catch (IOException e) {
      assumeTrue(false, "not installed: " + command.get(0));
      return "";
    }
    String said;
    try (InputStream out = process.getInputStream()) {
      said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
    }
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return said + "\nexit " + process.exitValue();
  }

  private String openssl(SocketServer server, String... more) throws Exception {
    List<String> command =
        new java.util.ArrayList<>(
            List.of(
                "openssl",
                "s_client",
                "-connect",
                "127.0.0.1:" + server.port(),
                "-crlf",
                "-ign_eof",
                "-CAfile",
                data.resolve("tls/self-signed.pem").toString(),
                "-verify_hostname",
                "mx.example.org",
                "-servername",
                "mx.example.org"));
    command.addAll(List.of(more));
    return run("EHLO openssl\nQUIT\n", command);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-tls1_2", "-tls1_3"})
  void opensslTrustsTheSelfSignedCertificateOnceItIsGiven(String version) throws Exception {
    try (SocketServer server = server(TlsMode.STARTTLS, AuthMode.OFFERED)) {
      assertThat(openssl(server, "-starttls", "smtp", version))
          .contains("Verification: OK", "AUTH SCRAM-SHA-256-PLUS", "221 2.0.0 Goodbye");
    }
    try (SocketServer server = server(TlsMode.IMPLICIT, AuthMode.NONE)) {
      assertThat(openssl(server, version))
          .contains("Verification: OK", "220 mx.example.org", "221 2.0.0 Goodbye");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"AES256-SHA", "AES128-GCM-SHA256", "ECDHE-RSA-NULL-SHA:@SECLEVEL=0"})
  void opensslGetsNoCipherWithoutForwardSecrecyOrEncryption(String cipher) throws Exception {
    try (SocketServer server = server(TlsMode.IMPLICIT, AuthMode.NONE)) {
      assertThat(openssl(server, "-tls1_2", "-cipher", cipher)).contains("handshake failure");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "STARTTLS_REQUIRED, --tls, PLAIN",
    "STARTTLS_REQUIRED, --tls, LOGIN",
    "IMPLICIT, --tls-on-connect, PLAIN",
    "IMPLICIT, --tls-on-connect, LOGIN"
  })
  void swaksSignsInAndSends(TlsMode tls, String option, String mechanism) throws Exception {
    try (SocketServer server = server(tls, AuthMode.REQUIRED)) {
      String said = swaks(server, option, mechanism, "secret");
      assertThat(said).endsWith("exit 0").contains("<~  235 2.7.0 Signed in");
      var session = application.messages.get(0).envelope().session();
      assertThat(session.user()).isEqualTo("anna");
      assertThat(session.protocol()).isEqualTo("ESMTPSA");
    }
  }

  @Test
  void swaksIsToldThatItsPasswordIsWrong() throws Exception {
    try (SocketServer server = server(TlsMode.STARTTLS, AuthMode.REQUIRED)) {
      assertThat(swaks(server, "--tls", "PLAIN", "wrong"))
          .contains("535 5.7.8 Credentials are not right")
          .endsWith("exit 28");
    }
    assertThat(application.messages).isEmpty();
  }

  private String swaks(SocketServer server, String option, String mechanism, String password)
      throws Exception {
    String said =
        run(
            "",
            List.of(
                "swaks",
                "--server",
                "127.0.0.1:" + server.port(),
                option,
                "--auth",
                mechanism,
                "--auth-user",
                "anna",
                "--auth-password",
                password,
                "--from",
                "a@example.com",
                "--to",
                "b@example.net",
                "--helo",
                "swaks"));
    assumeTrue(!said.contains("requires Net::SSLeay"), "swaks without TLS");
    return said;
  }
}
