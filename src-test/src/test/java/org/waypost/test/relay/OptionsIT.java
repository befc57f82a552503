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
package org.waypost.test.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.waypost.test.relay.TraceClient.PATIENCE;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.test.dns.TestDns;
import org.waypost.test.process.FreePorts;
import org.waypost.test.process.WaypostLaunch;
import org.waypost.test.process.WaypostProcess;
import org.waypost.test.sink.MailSink;
import org.waypost.test.sink.ReceivedMail;
import org.waypost.test.sink.SinkAction;
import org.waypost.test.sink.SinkOptions;
import org.waypost.test.sink.SinkScript;
import org.waypost.test.sink.SinkTls;
import org.waypost.test.smtp.SmtpProbe;

/** What a trusted client asks for with MAIL and RCPT is obeyed to the end. */
class OptionsIT {

  @TempDir static Path data;
  @TempDir static Path keys;

  /** At able.test: offers every extension. */
  static MailSink able;

  /** At plain.test: offers none of them. */
  static MailSink plain;

  static TestDns dns;
  static WaypostLaunch launch;
  static WaypostProcess relay;
  static TraceClient trace;

  @BeforeAll
  static void start() {
    int port = FreePorts.next();
    SinkTls tls = SinkTls.create(keys, "dns:mx.able.test");
    able =
        MailSink.start(
            SinkOptions.modern()
                .at("127.0.0.2", port)
                .offering(
                    "PIPELINING",
                    "SIZE 104857600",
                    "8BITMIME",
                    "ENHANCEDSTATUSCODES",
                    "SMTPUTF8",
                    "DSN",
                    "DELIVERBY",
                    "MT-PRIORITY",
                    "CHUNKING",
                    "BINARYMIME",
                    "REQUIRETLS"),
            tls);
    plain = MailSink.start(SinkOptions.modern().at("127.0.0.3", port));
    dns = TestDns.start();
    dns.mx("able.test", 10, "mx.able.test").address("mx.able.test", "127.0.0.2");
    dns.mx("plain.test", 10, "mx.plain.test").address("mx.plain.test", "127.0.0.3");
    dns.mx("from.test", 10, "mx.from.test").address("mx.from.test", "127.0.0.3");
    launch =
        WaypostLaunch.on(data)
            .with("WAYPOST_MODE", "relay")
            .with("WAYPOST_DNS", dns.address())
            .with("WAYPOST_MX_PORT", Integer.toString(port))
            .with("WAYPOST_TLS_TRUST", tls.writeCertificate(keys.resolve("trust.pem")).toString())
            .with("WAYPOST_RETRY_SCHEDULE", "1s");
    relay = launch.start();
    trace = new TraceClient(relay.rest());
  }

  @AfterAll
  static void stop() {
    relay.close();
    able.close();
    plain.close();
    dns.close();
  }

  @AfterEach
  void nobodyBrokeTheProtocol() {
    assertThat(able.violations()).isEmpty();
    assertThat(plain.violations()).isEmpty();
    plain.follow(SinkScript.accepting());
    able.follow(SinkScript.accepting());
  }

  @Test
  void anAbleHopIsAskedForTheSame() throws IOException {
    String id =
        send(
            "MAIL FROM:<a1@from.test> RET=HDRS ENVID=e+2B1 BY=600;N MT-PRIORITY=2",
            "RCPT TO:<r1@able.test> NOTIFY=SUCCESS,DELAY ORCPT=rfc822;old+2Bx@able.test",
            "RCPT TO:<r2@able.test> NOTIFY=NEVER",
            "RCPT TO:<r3@able.test>");

    ReceivedMail mail = able.await(m -> m.recipients().contains("r1@able.test"), PATIENCE);
    assertThat(mail.senderParameters())
        .contains("RET=HDRS", "ENVID=e+2B1", "MT-PRIORITY=2")
        .anyMatch(parameter -> parameter.matches("BY=5\\d\\d;N"));
    assertThat(mail.recipients()).containsExactly("r1@able.test", "r2@able.test", "r3@able.test");
    assertThat(mail.recipientParameters())
        .containsExactly(
            "NOTIFY=SUCCESS,DELAY ORCPT=rfc822;old+2Bx@able.test",
            "NOTIFY=NEVER ORCPT=rfc822;r2@able.test",
            "");
    JsonObject message = trace.await(id, "delivered");
    assertThat(message.getJsonArray("options").getValuesAs(JsonString::getString))
        .contains("RET=HDRS", "ENVID=e+2B1", "MT-PRIORITY=2");
    assertThat(plain.received()).noneMatch(m -> m.recipients().contains("a1@from.test"));
  }

  @Test
  void aPlainHopHasItsSuccessReportedByUs() throws Exception {
    send(
        "MAIL FROM:<a2@from.test> ENVID=e2",
        "RCPT TO:<s@plain.test> NOTIFY=SUCCESS ORCPT=rfc822;old@plain.test",
        "RCPT TO:<q@plain.test>");

    Notification notification = notification("a2@from.test");
    assertThat(notification.status())
        .contains("Original-Envelope-Id: e2", "Original-Recipient: rfc822; old@plain.test")
        .contains("Action: relayed", "s@plain.test")
        .doesNotContain("q@plain.test");
  }

  @Test
  void aFailureIsReturnedAsItWasAsked() throws Exception {
    plain.follow(
        SinkScript.recipients(r -> r.startsWith("no"), SinkAction.reply("550 5.1.1 No such user")));
    send(
        "MAIL FROM:<a3@from.test> RET=FULL",
        "RCPT TO:<no1@plain.test> NOTIFY=NEVER",
        "RCPT TO:<no2@plain.test> NOTIFY=FAILURE");

    Notification notification = notification("a3@from.test");
    assertThat(notification.status()).contains("no2@plain.test").doesNotContain("no1@plain.test");
    assertThat(notification.original()).contains("The body of it");
  }

  @Test
  void binaryGoesByChunkOrNotAtAll() throws Exception {
    byte[] binary = "Subject: b\r\n\r\n\0\n.\r\r\n.\r\nx".getBytes(StandardCharsets.ISO_8859_1);
    sendBinary("a4@from.test", "b@able.test", binary);
    sendBinary("a4@from.test", "b@plain.test", binary);

    ReceivedMail mail = able.await(m -> m.recipients().contains("b@able.test"), PATIENCE);
    assertThat(mail.senderParameters()).contains("BODY=BINARYMIME");
    assertThat(mail.content()).endsWith(binary);
    assertThat(notification("a4@from.test").status()).contains("Status: 5.6.3");
    assertThat(plain.received()).noneMatch(m -> m.recipients().contains("b@plain.test"));
  }

  @Test
  void atItsDeadlineMailIsReturned() throws Exception {
    able.follow(
        SinkScript.recipients(r -> r.startsWith("busy"), SinkAction.reply("450 4.2.1 Busy")));
    Instant sent = Instant.now();
    String id = send("MAIL FROM:<a5@from.test> BY=4;R", "RCPT TO:<busy@able.test>");

    trace.await(id, "expired");
    assertThat(Duration.between(sent, Instant.now())).isGreaterThan(Duration.ofSeconds(3));
    assertThat(notification("a5@from.test").status()).contains("Action: failed");
  }

  // RFC 4865
  @Test
  void heldMailSurvivesAKillAndLeavesAtItsTime() throws Exception {
    Instant sent = Instant.now();
    String id = send("MAIL FROM:<a6@from.test> HOLDFOR=25", "RCPT TO:<h@able.test>");
    relay.kill9();
    assertThat(able.received()).noneMatch(m -> m.recipients().contains("h@able.test"));
    relay = launch.start();
    trace = new TraceClient(relay.rest());

    ReceivedMail mail = able.await(m -> m.recipients().contains("h@able.test"), PATIENCE);
    assertThat(Duration.between(sent, mail.at())).isGreaterThanOrEqualTo(Duration.ofSeconds(25));
    trace.await(id, "delivered");
  }

  // RFC 8689
  @Test
  void mailThatRequiresTlsGoesOverVerifiedTlsOrNotAtAll() throws Exception {
    // Without DNSSEC, only a host that is its own exchanger is sure to be the destination's.
    sendOverTls("a7@from.test", "t@mx.able.test");
    String refused = sendOverTls("a7@from.test", "t@plain.test");
    String unproven = sendOverTls("a7@from.test", "t@able.test");

    ReceivedMail mail = able.await(m -> m.recipients().contains("t@mx.able.test"), PATIENCE);
    assertThat(mail.encrypted()).isTrue();
    assertThat(mail.senderParameters()).contains("REQUIRETLS");
    trace.await(refused, "bounced");
    trace.await(unproven, "bounced");
    // The notification requires TLS too, and its way is in clear: it is never sent.
    assertThat(plain.received())
        .noneMatch(m -> m.recipients().contains("t@plain.test"))
        .noneMatch(m -> m.recipients().contains("a7@from.test"));
  }

  private static Notification notification(String to) throws Exception {
    return Notification.of(
        plain.await(m -> m.sender().isEmpty() && m.recipients().contains(to), PATIENCE));
  }

  /** Sends a mail; the id that it got. */
  private static String send(String mail, String... recipients) throws IOException {
    try (SmtpProbe client = SmtpProbe.greeted(relay.smtpPort())) {
      return transaction(client, mail, List.of(recipients));
    }
  }

  private static String transaction(SmtpProbe client, String mail, List<String> recipients)
      throws IOException {
    client.command(mail, 250);
    for (String recipient : recipients) {
      client.command(recipient, 250);
    }
    client.command("DATA", 354);
    client.send(SmtpProbe.stuffed(text()));
    return TraceClient.id(client.expect(250));
  }

  private static byte[] text() {
    return "Subject: options\r\n\r\nThe body of it\r\n".getBytes(StandardCharsets.US_ASCII);
  }

  private static void sendBinary(String from, String to, byte[] binary) throws IOException {
    try (SmtpProbe client = SmtpProbe.greeted(relay.smtpPort())) {
      client.command("MAIL FROM:<" + from + "> BODY=BINARYMIME", 250);
      client.command("RCPT TO:<" + to + ">", 250);
      client.send("BDAT " + binary.length + " LAST\r\n");
      client.send(binary);
      client.expect(250);
    }
  }

  private static String sendOverTls(String from, String to) throws IOException {
    try (SmtpProbe client = SmtpProbe.greeted(relay.smtpPort())) {
      client.startTls();
      return transaction(
          client, "MAIL FROM:<" + from + "> REQUIRETLS", List.of("RCPT TO:<" + to + ">"));
    }
  }
}
