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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.api.listener.CertificateStatus;
import org.waypost.api.settings.TlsSettings;

class CertificateStoreTest {

  @TempDir private Path data;
  private Path folder;

  @BeforeEach
  void nameTheFolder() {
    folder = data.resolve("tls");
  }

  private CertificateStore open() throws IOException {
    return CertificateStore.open(TlsSettings.in(folder), "mx.example.org");
  }

  private static X509Bundle certificate(String host) throws Exception {
    return new CertificateBuilder()
        .subject("CN=test")
        .addSanDnsName(host)
        .setIsCertificateAuthority(true)
        .buildSelfSigned();
  }

  private void put(String name, X509Bundle certificate) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve(name),
        certificate.getCertificatePathPEM() + "\n" + certificate.getPrivateKeyPEM());
  }

  @Test
  void makesACertificateAtFirstStartForItsOwnerOnly() throws Exception {
    String fingerprint;
    try (CertificateStore store = open()) {
      CertificateStatus made = store.status().get(0);
      fingerprint = made.fingerprint();
      assertThat(made.name()).isEqualTo("self-signed");
      assertThat(made.names()).containsExactly("mx.example.org", "localhost");
      assertThat(made.selfSigned()).isTrue();
      assertThat(made.byDefault()).isTrue();
      assertThat(made.problem()).isEmpty();
      assertThat(made.notAfter()).isAfter(Instant.now().plus(Duration.ofDays(3000)));
      assertThat(store.isUsable()).isTrue();
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
    Path file = folder.resolve("self-signed.pem");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (CertificateStore again = open()) {
      assertThat(again.status().get(0).fingerprint()).isEqualTo(fingerprint);
    }
  }

  @Test
  void prefersWhatSomebodyPutThere() throws Exception {
    try (CertificateStore store = open()) {
      put("zoo.pem", certificate("zoo.example.org"));
      List<CertificateStatus> status = store.reload();
      assertThat(status).extracting(CertificateStatus::name).containsExactly("self-signed", "zoo");
      assertThat(status).extracting(CertificateStatus::byDefault).containsExactly(false, true);
      assertThat(status).extracting(CertificateStatus::selfSigned).containsExactly(true, false);

      put("default.pem", certificate("other.example.org"));
      put("abc.pem", certificate("abc.example.org"));
      assertThat(store.reload())
          .filteredOn(CertificateStatus::byDefault)
          .extracting(CertificateStatus::name)
          .containsExactly("default");
    }
  }

  @Test
  void keepsWhatIsInUseWhenTheNewFileIsBad() throws Exception {
    put("mx.pem", certificate("mx.example.org"));
    try (CertificateStore store = open()) {
      String fingerprint = store.status().get(0).fingerprint();
      Files.writeString(folder.resolve("mx.pem"), "-----BEGIN CERTIFICATE-----\nnonsense");
      CertificateStatus kept = store.reload().get(0);
      assertThat(kept.fingerprint()).isEqualTo(fingerprint);
      assertThat(kept.problem()).contains("PEM");
      assertThat(store.isUsable()).isTrue();

      Files.delete(folder.resolve("mx.pem"));
      assertThat(store.reload().get(0).problem()).isEqualTo("its file is gone");
      assertThat(store.isUsable()).isTrue();

      put("new.pem", certificate("mx.example.org"));
      assertThat(store.reload()).extracting(CertificateStatus::name).containsExactly("new");
    }
  }

  @Test
  void noticesAChangeByItself() throws Exception {
    put("mx.pem", certificate("mx.example.org"));
    try (CertificateStore store =
        CertificateStore.open(TlsSettings.in(folder), "mx.example.org", Duration.ofMillis(20))) {
      String before = store.status().get(0).fingerprint();
      X509Bundle renewed = certificate("mx.example.org");
      put("mx.pem", renewed);
      while (store.status().get(0).fingerprint().equals(before)
          || !store.status().get(0).problem().isEmpty()) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void tellsWhatIsWrongWithEachFile() throws Exception {
    X509Bundle one = certificate("one.example.org");
    put("one.pem", one);
    Files.writeString(folder.resolve("nokey.crt"), one.getCertificatePathPEM());
    Files.writeString(folder.resolve("lone.key"), one.getPrivateKeyPEM());
    Files.writeString(
        folder.resolve("mixed.pem"),
        one.getCertificatePathPEM() + certificate("two.example.org").getPrivateKeyPEM());
    Files.writeString(folder.resolve("keystore.p12"), "not one");
    Files.writeString(folder.resolve("large.pem"), " ".repeat((1 << 20) + 1));
    Files.writeString(folder.resolve("readme.txt"), "not mine");
    try (CertificateStore store = open()) {
      assertThat(store.status())
          .extracting(CertificateStatus::name)
          .containsExactly("keystore", "large", "lone", "mixed", "nokey", "one");
      assertThat(store.status().get(0).problem()).contains("WAYPOST_TLS_PASSWORD");
      assertThat(store.status().get(1).problem()).contains("1 MiB");
      assertThat(store.status().get(2).problem()).contains("no lone.pem or lone.crt");
      assertThat(store.status().get(3).problem()).contains("does not belong");
      assertThat(store.status().get(4).problem()).contains("no nokey.key");
      assertThat(store.status().get(5).problem()).isEmpty();
    }
  }

  @Test
  void withoutAnyUsableCertificateThereIsNoTls() throws Exception {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("bad.pem"), "");
    try (CertificateStore store = open()) {
      assertThat(store.isUsable()).isFalse();
      assertThat(store.status().get(0).problem()).isNotEmpty();
      assertThatThrownBy(() -> store.secure(false, Duration.ofSeconds(1)))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void clientAuthoritiesThatCannotBeReadStopTheStartAndNameTheSetting() throws Exception {
    Path authorities = data.resolve("ca.pem");
    Files.writeString(authorities, "no certificate");
    TlsSettings settings =
        new TlsSettings(folder, Optional.empty(), Optional.of(authorities), TlsSettings.PROTOCOLS);
    assertThatThrownBy(() -> CertificateStore.open(settings, "mx.example.org"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("WAYPOST_TLS_CLIENT_CA: ");
  }

  @Test
  void aFolderThatCannotBeMadeIsNamed() throws Exception {
    Files.writeString(folder, "a file");
    assertThatThrownBy(this::open)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("WAYPOST_TLS_FOLDER: " + folder);
  }
}
