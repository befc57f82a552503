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
package org.waypost.plugins.milter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.api.extension.ContentFilter;
import org.waypost.api.extension.MailFacts;
import org.waypost.plugins.service.Declared;
import org.waypost.plugins.service.Facts;
import org.waypost.plugins.service.RunningService;
import org.waypost.plugins.service.TextMail;
import org.waypost.plugins.wire.ServiceAddress;

/** Against a real milter: OpenDKIM signs, and its signature holds. */
class OpenDkimTest {

  private static final String HEADER =
      """
      From: Sender <sender@example.com>
      To: one@example.org
      Subject:   folded
      \tsubject
      Date: Tue, 24 Nov 2026 02:00:00 +0000
      Message-ID: <1@example.com>
      """;

  @TempDir static Path folder;
  private static KeyPair keys;
  private static RunningService opendkim;
  private static MilterClient client;
  private static ServiceAddress address;

  @BeforeAll
  static void start() throws IOException, GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    keys = generator.generateKeyPair();
    Path key = folder.resolve("key.pem");
    Files.writeString(
        key,
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(keys.getPrivate().getEncoded())
            + "\n-----END PRIVATE KEY-----\n");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    Path config = folder.resolve("opendkim.conf");
    int port = RunningService.freePort();
    Files.writeString(
        config,
        """
        Socket inet:%d@127.0.0.1
        Domain example.com
        Selector test
        KeyFile %s
        Mode s
        Canonicalization simple/simple
        SignatureAlgorithm rsa-sha256
        Syslog no
        Background no
        RequireSafeKeys no
        Nameservers 127.0.0.1
        """
            .formatted(port, key));
    opendkim = RunningService.start(folder, port, "opendkim", "-f", "-x", config.toString());
    address = ServiceAddress.parse("127.0.0.1:" + port);
    client =
        new MilterClient(
            address,
            new MilterClient.Limits(
                Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(30), 2, 1000));
  }

  @AfterAll
  static void stop() throws IOException {
    if (client != null) {
      client.close();
    }
    if (opendkim != null) {
      opendkim.close();
    }
  }

  private static MilterResult tell(String sender, TextMail mail) throws IOException {
    return client.tell(
        new MilterEnvelope(
            InetAddress.getLoopbackAddress(),
            "localhost",
            "client.example",
            sender,
            List.of("one@example.org"),
            Map.of("j", "relay.example", "i", "id-1", "{daemon_name}", "waypost")),
        mail);
  }

  @Test
  void itsSignatureHolds() throws IOException, GeneralSecurityException {
    String body = "hello\n".repeat(30_000);
    MilterResult result = tell("sender@example.com", TextMail.of(HEADER + "\n" + body));
    assertThat(result.verdict()).isEqualTo(MilterResult.Verdict.ACCEPT);
    assertThat(result.changes()).hasSize(1);
    Change.InsertHeader signature = (Change.InsertHeader) result.changes().get(0);
    assertThat(signature.name()).isEqualTo("DKIM-Signature");
    assertThat(holds(signature.value(), body)).isTrue();
  }

  @Test
  void aConnectionIsGoodForManyMessages() throws IOException {
    for (int i = 0; i < 3; i++) {
      MilterResult result = tell("sender@example.com", TextMail.of(HEADER + "\nhello " + i + "\n"));
      assertThat(result.changes()).hasSize(1);
      assertThat(client.kept()).isEqualTo(1);
    }
  }

  @Test
  void mailOfOthersIsLeftAlone() throws IOException {
    String other = HEADER.replace("example.com", "example.net");
    MilterResult result = tell("sender@example.net", TextMail.of(other + "\nhello\n"));
    assertThat(result.verdict()).isEqualTo(MilterResult.Verdict.ACCEPT);
    assertThat(result.changes()).isEmpty();
  }

  /** Verifies a signature of simple/simple (RFC 6376 3.4). */
  private static boolean holds(String value, String body) throws GeneralSecurityException {
    String raw = value.replace("\n", "\r\n");
    String leading = raw.startsWith(" ") ? "" : " ";
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    byte[] hash = digest.digest(body.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    assertThat(tag(raw, "bh")).isEqualTo(Base64.getEncoder().encodeToString(hash));
    List<String> fields = new ArrayList<>();
    Matcher each = Pattern.compile("(?m)^([^\\s:]+):.*\n(?:[ \t].*\n)*").matcher(HEADER);
    while (each.find()) {
      fields.add(each.group().replace("\n", "\r\n"));
    }
    StringBuilder signed = new StringBuilder();
    for (String name : tag(raw, "h").toLowerCase(Locale.ROOT).split(":")) {
      fields.stream()
          .filter(field -> field.toLowerCase(Locale.ROOT).startsWith(name + ":"))
          .forEach(signed::append);
    }
    signed.append("DKIM-Signature:").append(leading);
    signed.append(raw.replaceAll("([;\\s]b=)[^;]*", "$1"));
    Signature verifier = Signature.getInstance("SHA256withRSA");
    verifier.initVerify(keys.getPublic());
    verifier.update(signed.toString().getBytes(StandardCharsets.ISO_8859_1));
    return verifier.verify(Base64.getDecoder().decode(tag(raw, "b")));
  }

  private static String tag(String value, String name) {
    Matcher matcher = Pattern.compile("(?s)(?:^|[;\\s])" + name + "=([^;]*)").matcher(value);
    assertThat(matcher.find()).as(name).isTrue();
    return matcher.group(1).replaceAll("\\s", "");
  }

  @Test
  void theFilterPutsTheSignatureIntoTheHeader() throws Exception {
    ContentFilter filter =
        Declared.start(ContentFilter.class, "milter", Map.of("address", address.toString()));
    TextMail mail = TextMail.of(HEADER + "\nhello\n");
    MailFacts facts = Facts.by("user", "sender@example.com", "one@example.org");
    String signed = Facts.rewritten(filter.filter(facts, mail), mail);
    Matcher field = Pattern.compile("(?m)^DKIM-Signature:(.*\n(?:[ \t].*\n)*)").matcher(signed);
    assertThat(field.find()).isTrue();
    assertThat(field.replaceFirst("")).isEqualTo(mail.text());
    assertThat(holds(field.group(1).stripTrailing(), "hello\n")).isTrue();
    filter.stop();
  }
}
