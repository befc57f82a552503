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
package org.waypost.bounce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import jakarta.mail.BodyPart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.MessageId;
import org.waypost.api.mail.Reply;
import org.waypost.bounce.StatusReport.Action;
import org.waypost.bounce.StatusReport.Recipient;

class DeliveryStatusNotificationTest {

  private static final MessageId ABOUT = new MessageId("01kaz0000000000000000000ab");
  private static final MessageId OWN = new MessageId("01kaz0000000000000000000cd");
  private static final Instant ARRIVED = Instant.parse("2026-11-20T08:00:00Z");
  private static final Instant TRIED = Instant.parse("2026-11-20T08:00:02Z");
  private static final Instant NOW = Instant.parse("2026-11-20T08:00:03Z");
  private static final String HEADER =
      "From: Ann <ann@a.test>\r\nTo: bob@b.test,\r\n carol@b.test\r\nSubject: lunch\r\n";

  @Test
  void tellsOfFailures() throws IOException {
    Recipient bob =
        recipient(
            "bob@b.test",
            Action.FAILED,
            new Reply(
                550,
                Reply.of(550, "5.1.1", "").status(),
                "<bob@b.test>: Recipient address rejected:\nUser unknown in virtual mailbox table"),
            "mx1.b.test[192.0.2.1]:25");
    Recipient carol =
        recipient(
            "carol@c.test",
            Action.EXPIRED,
            Reply.of(451, "4.4.1", "Connection to mx.c.test[192.0.2.2]:25 timed out after 30 s"),
            "mx.c.test[192.0.2.2]:25");
    Recipient dave =
        recipient(
            "dave@d.test",
            Action.FAILED,
            Reply.of(550, "5.1.2", "Domain d.test does not exist"),
            null);
    assertThat(build("ann@a.test", HEADER, false, bob, carol, dave))
        .isEqualTo(golden("failed.eml"));
  }

  @Test
  void tellsOfSuccessAndReturnsWhatItWasToldToReturn() throws IOException {
    Recipient bob =
        new Recipient(
            EmailAddress.parse("bob@b.test"),
            "rfc822;Bob@old.test",
            Action.RELAYED,
            Reply.of(250, "2.0.0", "queued as 1"),
            "mx1.b.test[192.0.2.1]:25",
            TRIED,
            null);
    Recipient carol =
        new Recipient(
            EmailAddress.parse("carol@b.test"),
            null,
            Action.FAILED,
            Reply.of(550, "5.1.1", "no such user"),
            "mx1.b.test[192.0.2.1]:25",
            TRIED,
            null);
    StatusReport report =
        new StatusReport(
            ABOUT,
            EmailAddress.parse("ann@a.test"),
            ARRIVED,
            "relay.test",
            Arrays.asList(bob, carol),
            new StatusReport.Original(
                (HEADER + "\r\n.\r\nSee you").getBytes(StandardCharsets.US_ASCII), true),
            false,
            "QQ314159");
    assertThat(DeliveryStatusNotification.build(report, OWN, NOW)).isEqualTo(golden("full.eml"));
  }

  @Test
  void tellsOfADelay() throws IOException {
    Recipient bob =
        new Recipient(
            EmailAddress.parse("bob@b.test"),
            null,
            Action.DELAYED,
            Reply.of(450, "4.2.0", "Greylisted"),
            "mx1.b.test[192.0.2.1]:25",
            TRIED,
            Instant.parse("2026-11-25T08:00:00Z"));
    assertThat(build("ann@a.test", HEADER, false, bob)).isEqualTo(golden("delayed.eml"));
  }

  @Test
  void tellsInUtf8WhereTheMessageWas() throws IOException {
    Recipient bob =
        recipient(
            "björn@b.test",
            Action.FAILED,
            Reply.of(550, "5.1.1", "unbekannt: björn"),
            "mx[::1]:25");
    String header = "From: Änn <änn@a.test>\r\nSubject: Mittag, großes\r\n";
    assertThat(build("änn@a.test", header, true, bob)).isEqualTo(golden("utf8.eml"));
  }

  @Test
  void isReadByJakartaMail() throws Exception {
    Recipient bob =
        recipient("bob@b.test", Action.FAILED, Reply.of(550, "5.1.1", "no"), "mx.b.test[::1]:25");
    MimeMessage message = parse(build("ann@a.test", HEADER, false, bob));
    MimeMultipart parts = (MimeMultipart) message.getContent();
    assertThat(message.getContentType()).startsWith("multipart/report");
    assertThat(message.getAllRecipients()).extracting("address").containsExactly("ann@a.test");
    assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-replied");
    assertThat(parts.getCount()).isEqualTo(3);
    assertThat(parts.getBodyPart(0).isMimeType("text/plain")).isTrue();
    assertThat(parts.getBodyPart(1).isMimeType("message/delivery-status")).isTrue();
    assertThat(parts.getBodyPart(2).isMimeType("text/rfc822-headers")).isTrue();
    assertThat(octets(parts.getBodyPart(2))).asString().isEqualTo(HEADER);
  }

  @Test
  void nothingHostileBreaksOut() throws Exception {
    String boundary = "--=_" + OWN;
    String header =
        "Subject: x\r\n"
            + boundary
            + "--\r\n\u0000X: \u001b[2J\r"
            + boundary
            + "\n.\r\nY: "
            + "y".repeat(3000)
            + "\r\nZ: ä\r\n"
            + "a: b\r\n".repeat(20_000)
            + "\r\nbodytext";
    Recipient bob =
        recipient(
            "bob@b.test",
            Action.FAILED,
            Reply.of(550, "no\n" + boundary + "--\nBcc: all@x.test\n" + "x".repeat(1800)),
            "mx.b.test[::1]:25");
    byte[] octets = build("ann@a.test", header, false, bob);
    assertThat(octets.length).isLessThan(80 * 1024);
    String text = new String(octets, StandardCharsets.US_ASCII);
    for (String line : text.split("\r\n", -1)) {
      assertThat(line.length()).isLessThanOrEqualTo(998);
      assertThat(line).doesNotContainPattern("[\\p{Cntrl}&&[^\t]]").doesNotContain("bodytext");
    }
    MimeMultipart parts = (MimeMultipart) parse(octets).getContent();
    assertThat(parts.getCount()).isEqualTo(3);
    assertThat(octets(parts.getBodyPart(2))).asString().contains("Z: ??").contains("X:");
    assertThat(parse(octets).getHeader("Bcc")).isNull();
  }

  @Test
  void neverTellsTheNullSender() {
    Recipient bob = recipient("bob@b.test", Action.FAILED, Reply.of(550, "no"), null);
    assertThatIllegalArgumentException().isThrownBy(() -> build("", HEADER, false, bob));
  }

  private static Recipient recipient(String address, Action action, Reply reply, String peer) {
    return new Recipient(EmailAddress.parse(address), null, action, reply, peer, TRIED, null);
  }

  private static byte[] build(
      String sender, String header, boolean smtpUtf8, Recipient... recipients) {
    StatusReport report =
        new StatusReport(
            ABOUT,
            EmailAddress.parse(sender),
            ARRIVED,
            "relay.test",
            Arrays.asList(recipients),
            new StatusReport.Original(header.getBytes(StandardCharsets.UTF_8), false),
            smtpUtf8,
            null);
    return DeliveryStatusNotification.build(report, OWN, NOW);
  }

  private static byte[] golden(String name) throws IOException {
    try (InputStream in = DeliveryStatusNotificationTest.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  private static MimeMessage parse(byte[] octets) throws Exception {
    return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(octets));
  }

  private static byte[] octets(BodyPart part) throws Exception {
    try (InputStream in = part.getInputStream()) {
      return in.readAllBytes();
    }
  }
}
