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
package org.waypost.test.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.waypost.test.mail.SampleMail;
import org.waypost.test.process.FreePorts;
import org.waypost.test.rest.RestClient;
import org.waypost.test.sink.MailSink;
import org.waypost.test.sink.ReceivedMail;
import org.waypost.test.smtp.SmtpProbe;
import org.waypost.test.smtp.SmtpReply;

/** {@code relay.ear} on a full Payara Server: mail goes in and comes out, and nothing stays. */
class PayaraServerIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String PASSWORD = "correct-horse-battery";

  @Test
  void deploysRelaysAndLeavesNothingBehind() throws IOException {
    Path home = Path.of(System.getProperty("payara.home"));
    Path ear = Path.of(System.getProperty("waypost.ear"));
    Path folder =
        Files.createTempDirectory(
            Files.createDirectories(Path.of(System.getProperty("waypost.logs"))), "payara-");
    int smtpPort = FreePorts.next();
    try (MailSink sink = MailSink.start()) {
      PayaraDomain domain =
          PayaraDomain.start(home, folder.resolve("domains"), settings(folder, sink, smtpPort));
      try {
        domain.deploy("relay", ear);
        relaysAMail(domain, sink, smtpPort);
        domain.undeploy("relay");
        Awaitility.await("the SMTP port is closed")
            .atMost(PATIENCE)
            .until(() -> FreePorts.isFree(smtpPort));
        assertThat(domain.applications()).doesNotContain("relay");
        domain.deploy("relay", ear);
        relaysAMail(domain, sink, smtpPort);
        domain.close();
        assertThat(FreePorts.isFree(smtpPort)).isTrue();
      } finally {
        domain.kill();
      }
    }
  }

  private static Map<String, String> settings(Path folder, MailSink sink, int smtpPort) {
    return Map.of(
        "WAYPOST_DATA", folder.resolve("data").toString(),
        "WAYPOST_HOSTNAME", "relay.test",
        "WAYPOST_MODE", "relay",
        "WAYPOST_SMARTHOST", sink.address(),
        "WAYPOST_SMTP_PORT", Integer.toString(smtpPort),
        "WAYPOST_SUBMISSION_PORT", Integer.toString(FreePorts.next()),
        "WAYPOST_SUBMISSIONS_PORT", Integer.toString(FreePorts.next()),
        "WAYPOST_ADMIN_PASSWORD", PASSWORD);
  }

  private static void relaysAMail(PayaraDomain domain, MailSink sink, int smtpPort)
      throws IOException {
    String id = "payara-" + sink.received().size();
    byte[] sent = SampleMail.dots(id);
    try (SmtpProbe client = SmtpProbe.greeted(smtpPort)) {
      SmtpReply reply = client.mail("a@from.test", List.of("b@to.test"), sent);
      assertThat(reply.code()).as(reply.toString()).isEqualTo(250);
    }
    ReceivedMail received =
        sink.await(mail -> mail.header("X-Test-Id").equals(Optional.of(id)), PATIENCE);
    assertThat(received.content()).endsWith(sent);
    URI root = URI.create("http://127.0.0.1:" + domain.httpPort() + "/");
    RestClient rest = RestClient.basic(root, "admin", PASSWORD);
    Awaitility.await("the trace shows it")
        .atMost(PATIENCE)
        .until(
            () -> rest.get("/api/v1/messages?from=a@from.test&state=delivered"),
            answer ->
                answer.status() == 200 && answer.json().getInt("total") == sink.received().size());
  }
}
