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
import static org.waypost.test.relay.TraceClient.id;
import static org.waypost.test.relay.TraceClient.recipient;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.waypost.test.dns.DnsFault;
import org.waypost.test.mail.SampleMail;
import org.waypost.test.process.WaypostLaunch;
import org.waypost.test.process.WaypostProcess;
import org.waypost.test.sink.ReceivedMail;
import org.waypost.test.sink.SinkAction;
import org.waypost.test.sink.SinkScript;
import org.waypost.test.sink.Stage;
import org.waypost.test.smtp.SmtpProbe;
import org.waypost.test.smtp.SmtpReply;

/** Relay mode, next hops by DNS. Every test has domains of its own. */
class RelayIT {

  @TempDir static Path data;
  static Peers peers;
  static WaypostProcess relay;
  static TraceClient trace;

  @BeforeAll
  static void start() {
    peers = new Peers();
    relay =
        WaypostLaunch.on(data)
            .with("WAYPOST_MODE", "relay")
            .with("WAYPOST_DNS", peers.dns.address())
            .with("WAYPOST_MX_PORT", Integer.toString(peers.port))
            .with("WAYPOST_RETRY_SCHEDULE", "1s")
            .start();
    trace = new TraceClient(relay.rest());
  }

  @AfterAll
  static void stop() {
    relay.close();
    peers.close();
  }

  @AfterEach
  void noTroubleIsLeft() {
    assertThat(peers.first.violations()).isEmpty();
    assertThat(peers.second.violations()).isEmpty();
    peers.first.follow(SinkScript.accepting());
    peers.second.follow(SinkScript.accepting());
  }

  static Stream<Arguments> mails() {
    return Stream.of(
        Arguments.of("seven-bit", "", SampleMail.plain("seven-bit")),
        Arguments.of("eight-bit", "BODY=8BITMIME", SampleMail.eightBit("eight-bit")),
        Arguments.of("dots", "", SampleMail.dots("dots")),
        Arguments.of("empty-body", "", SampleMail.emptyBody("empty-body")),
        Arguments.of("long-lines", "", SampleMail.longLines("long-lines")),
        Arguments.of("no-header", "", "\r\nbody only\r\n".getBytes(StandardCharsets.US_ASCII)),
        Arguments.of("20-mib", "", SampleMail.attachment("20-mib", 20 << 20)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mails")
  void passesTheBytesUnchanged(String kind, String parameters, byte[] sent) throws IOException {
    String to = kind + "@" + peers.domain();

    String id = send("sender@from.test", parameters, to, sent);

    ReceivedMail received = peers.first.await(mail -> mail.recipients().contains(to), PATIENCE);
    RelayedBytes.assertUnchanged(received, sent, id);
    assertThat(received.sender()).isEqualTo("sender@from.test");
  }

  @Test
  void passesUtf8AddressesOn() throws IOException {
    String domain = peers.domain();
    String to = "jürgen@" + domain;
    byte[] sent = SampleMail.utf8Header("utf8", "größe@from.test", to);

    String id = send("größe@from.test", "BODY=8BITMIME SMTPUTF8", to, sent);

    ReceivedMail received = peers.first.await(mail -> mail.recipients().contains(to), PATIENCE);
    RelayedBytes.assertUnchanged(received, sent, id);
    assertThat(received.sender()).isEqualTo("größe@from.test");
    assertThat(received.senderParameters()).contains("SMTPUTF8");
  }

  @Test
  void findsADomainThatIsWrittenInUnicode() throws IOException {
    peers
        .dns
        .mx("xn--mller-kva.test", 10, "mx.mueller.test")
        .address("mx.mueller.test", "127.0.0.2");

    send("a@from.test", "SMTPUTF8", "x@müller.test", SampleMail.plain("idn"));

    peers.first.await(mail -> mail.header("X-Test-Id").equals(Optional.of("idn")), PATIENCE);
  }

  @Test
  void prefersTheMxOfTheLowestNumber() throws IOException {
    String domain = peers.newName();
    peers.dns.mx(domain, 20, "worse." + domain).address("worse." + domain, Peers.FIRST);
    peers.dns.mx(domain, 5, "better." + domain).address("better." + domain, Peers.SECOND);

    send("a@from.test", "", "x@" + domain, SampleMail.plain("mx"));

    peers.second.await(mail -> mail.recipients().contains("x@" + domain), PATIENCE);
  }

  @Test
  void fallsBackToTheNextMx() throws IOException {
    String domain = peers.newName();
    peers.dns.mx(domain, 5, "down." + domain).address("down." + domain, Peers.NOBODY);
    peers.dns.mx(domain, 7, "busy." + domain).address("busy." + domain, Peers.FIRST);
    peers.dns.mx(domain, 9, "up." + domain).address("up." + domain, Peers.SECOND);
    peers.first.follow(
        SinkScript.always(Stage.GREETING, SinkAction.replyAndDrop("421 4.3.2 Not now")));

    String id = send("a@from.test", "", "x@" + domain, SampleMail.plain("fallback"));

    peers.second.await(mail -> mail.recipients().contains("x@" + domain), PATIENCE);
    JsonObject message = trace.await(id, "delivered");
    assertThat(message.getJsonArray("attempts")).as("all hosts belong to one attempt").hasSize(1);
  }

  @Test
  void sendsToTheAddressOfADomainWithoutMx() throws IOException {
    String domain = peers.newName();
    peers.dns.address(domain, Peers.SECOND);

    send("a@from.test", "", "x@" + domain, SampleMail.plain("implicit-mx"));

    peers.second.await(mail -> mail.recipients().contains("x@" + domain), PATIENCE);
  }

  @Test
  void notifiesTheSenderWhenTheDomainTakesNoMail() throws Exception {
    String domain = peers.newName();
    peers.dns.nullMx(domain);

    Notification notification = bounceFor("x@" + domain);

    assertThat(notification.status())
        .containsPattern("(?im)^Final-Recipient: *rfc822; *x@" + domain)
        .containsPattern("(?im)^Action: *failed")
        .containsPattern("(?im)^Status: *5\\.1\\.10");
  }

  @Test
  void notifiesTheSenderWhenTheDomainDoesNotExist() throws Exception {
    Notification notification = bounceFor("x@" + peers.newName());

    assertThat(notification.status()).containsPattern("(?im)^Status: *5\\.1\\.2");
    assertThat(notification.autoSubmitted()).isEqualTo("auto-replied");
    assertThat(notification.contentType())
        .containsIgnoringCase("multipart/report")
        .containsIgnoringCase("delivery-status");
    assertThat(notification.original()).contains("Subject: Test mail bounced");
  }

  @Test
  void notifiesNobodyAboutMailOfTheNullSender() throws IOException {
    String domain = peers.newName();
    peers.dns.nullMx(domain);

    String id = send("", "", "x@" + domain, SampleMail.plain("null-sender"));

    trace.await(id, "bounced");
    assertThat(trace.search("q=x@" + domain)).hasSize(1);
    assertThat(trace.search("from=MAILER-DAEMON")).isEmpty();
  }

  @Test
  void triesAgainWhenTheDnsIsIll() throws IOException {
    String domain = peers.newName();
    peers.dns.fault(domain, DnsFault.SERVFAIL);

    String id = send("a@from.test", "", "x@" + domain, SampleMail.plain("servfail"));

    trace.awaitParked(id);
    peers.dns.remove(domain).mx(domain, 1, "mx." + domain).address("mx." + domain, Peers.FIRST);
    peers.first.await(mail -> mail.recipients().contains("x@" + domain), PATIENCE);
    trace.await(id, "delivered");
  }

  @Test
  void parksWhatFailsForNowAndDeliversItLater() throws IOException {
    String to = "x@" + peers.domain();
    peers.first.follow(
        SinkScript.recipients(to::equals, SinkAction.reply("451 4.2.1 Mailbox is busy")));
    byte[] sent = SampleMail.dots("deferred");

    String id = send("a@from.test", "", to, sent);

    JsonObject parked = trace.awaitParked(id).get(0);
    assertThat(parked.getString("lastReply")).contains("Mailbox is busy");
    peers.first.follow(SinkScript.accepting());
    ReceivedMail received = peers.first.await(mail -> mail.recipients().contains(to), PATIENCE);
    RelayedBytes.assertUnchanged(received, sent, id);
    JsonObject message = trace.await(id, "delivered");
    assertThat(message.getJsonArray("attempts"))
        .hasSizeGreaterThan(1)
        .first()
        .satisfies(
            attempt -> {
              assertThat(attempt.asJsonObject().getString("state")).isEqualTo("deferred");
              assertThat(attempt.asJsonObject().getString("reply")).contains("451");
              assertThat(attempt.asJsonObject().getString("host")).contains(Peers.FIRST);
            });
    assertThat(trace.parked(id)).isEmpty();
  }

  @Test
  void givesEachRecipientItsOwnOutcome() throws Exception {
    String domain = peers.domain();
    String sender = "writer@" + peers.domain();
    SinkScript trouble =
        SinkScript.recipients(
                r -> r.equals("gone@" + domain), SinkAction.reply("550 5.1.1 No such mailbox"))
            .or(
                SinkScript.recipients(
                    r -> r.equals("busy@" + domain), SinkAction.reply("452 4.2.2 Mailbox full")));
    peers.first.follow(trouble);
    String id;
    try (SmtpProbe client = SmtpProbe.greeted(relay.smtpPort())) {
      List<String> all = List.of("gone@" + domain, "busy@" + domain, "fine@" + domain);
      id = id(client.mail(sender, all, SampleMail.plain("mixed")));
    }

    peers.first.await(mail -> mail.recipients().contains("fine@" + domain), PATIENCE);
    ReceivedMail bounce = peers.first.await(mail -> mail.recipients().contains(sender), PATIENCE);
    assertThat(bounce.sender()).as("a notification has the null sender").isEmpty();
    String status = Notification.of(bounce).status();
    assertThat(status).contains("gone@" + domain).contains("No such mailbox");
    assertThat(status).doesNotContain("busy@" + domain).doesNotContain("fine@" + domain);

    trace.awaitParked(id);
    peers.first.follow(SinkScript.accepting());
    peers.first.await(mail -> mail.recipients().contains("busy@" + domain), PATIENCE);
    JsonObject message = trace.awaitRecipient(id, "busy@" + domain, "delivered");
    assertThat(recipient(message, "fine@" + domain).getString("state")).isEqualTo("delivered");
    assertThat(recipient(message, "gone@" + domain).getString("state")).isEqualTo("bounced");
    assertThat(message.getString("state")).isEqualTo("bounced");
    assertThat(peers.first.received())
        .filteredOn(mail -> mail.recipients().contains("fine@" + domain))
        .as("who has the mail does not get it again")
        .hasSize(1);
  }

  @Test
  void deliversToSeveralDomainsOnce() throws IOException {
    String one = "x@" + peers.domain();
    String two = "y@" + peers.domain();
    String id;
    try (SmtpProbe client = SmtpProbe.greeted(relay.smtpPort())) {
      id = id(client.mail("a@from.test", List.of(one, two), SampleMail.plain("two-domains")));
    }
    JsonObject message = trace.await(id, "delivered");
    assertThat(message.getJsonArray("recipients")).hasSize(2);
    for (String to : List.of(one, two)) {
      assertThat(peers.first.received())
          .filteredOn(mail -> mail.recipients().contains(to))
          .hasSize(1);
    }
  }

  @Test
  void refusesMailThatRunsInACircle() throws IOException {
    byte[] looped =
        ("Received: from a by b; Mon, 23 Nov 2026 12:00:00 +0000\r\n".repeat(150)
                + "Subject: loop\r\n\r\nround\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    try (SmtpProbe client = SmtpProbe.greeted(relay.smtpPort())) {
      SmtpReply reply = client.mail("a@from.test", List.of("x@" + peers.domain()), looped);
      assertThat(reply.code()).isEqualTo(554);
      assertThat(reply.text()).startsWith("5.4.6");
    }
  }

  @Test
  void showsInTheTraceWhatHappened() throws IOException {
    String to = "x@" + peers.domain();
    String id = send("tracked@from.test", "", to, SampleMail.plain("traced"));

    JsonObject message = trace.await(id, "delivered");

    assertThat(message.getString("from")).isEqualTo("tracked@from.test");
    assertThat(message.getString("subject")).isEqualTo("Test mail traced");
    assertThat(message.getString("source")).isEqualTo("smtp");
    JsonObject attempt = message.getJsonArray("attempts").getJsonObject(0);
    assertThat(attempt.getString("recipient")).isEqualTo(to);
    assertThat(attempt.getString("reply")).contains("250");
    assertThat(attempt.getString("host")).contains(Peers.FIRST + "]:" + peers.port);
    assertThat(trace.search("from=tracked@from.test&state=delivered"))
        .extracting(found -> found.getString("id"))
        .containsExactly(id);
  }

  private Notification bounceFor(String to) throws Exception {
    String sender = "writer@" + peers.domain();
    String id = send(sender, "", to, SampleMail.plain("bounced"));
    ReceivedMail bounce = peers.first.await(mail -> mail.recipients().contains(sender), PATIENCE);
    assertThat(bounce.sender()).as("a notification has the null sender").isEmpty();
    trace.await(id, "bounced");
    return Notification.of(bounce);
  }

  private static String send(String from, String parameters, String to, byte[] mail)
      throws IOException {
    try (SmtpProbe client = SmtpProbe.greeted(relay.smtpPort())) {
      return id(client.mail(from, parameters, List.of(to), mail));
    }
  }
}
