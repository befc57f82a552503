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
package org.waypost.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.jms.BytesMessage;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.MailOptions;
import org.waypost.api.mail.MessageId;
import org.waypost.api.mail.Recipient;
import org.waypost.api.mail.Recipient.Notify;
import org.waypost.content.MemoryContent;

class QueuedMailTest {

  private static final byte[] TRACE = "Received: x\r\n".getBytes(StandardCharsets.US_ASCII);
  private static InMemoryQueue queue;

  @BeforeAll
  static void start() throws Exception {
    queue = InMemoryQueue.start();
  }

  @AfterAll
  static void stop() {
    queue.close();
  }

  @Test
  void whatIsSentComesOut() throws Exception {
    MailHeader header =
        Mails.with(
            Mails.header("", 3, TRACE.length + Mails.TEXT.length()),
            MailOptions.NONE.withRequireTls().withPriority(3).withEnvelopeId("a b"));
    List<DestinationGroup> groups =
        List.of(
            new DestinationGroup(1, "mx", "x.org", Mails.to("a@x.org", "\"b,c\"@x.org")),
            new DestinationGroup(
                2,
                "mx",
                "y.org",
                List.of(
                    new Recipient(
                        EmailAddress.parse("ö@y.org"), Set.of(Notify.NEVER), "rfc822;x@y.org"))));
    new OutboundQueue(queue.factory(), Optional.empty())
        .send(
            header,
            groups,
            TRACE,
            new MemoryContent(Mails.TEXT.getBytes(StandardCharsets.US_ASCII)));

    try (JMSContext context = queue.connect()) {
      for (DestinationGroup group : groups) {
        Message message = InMemoryQueue.receive(context, 1).get(0);
        assertThat(message.getJMSDeliveryMode()).isEqualTo(DeliveryMode.PERSISTENT);
        assertThat(message.getJMSPriority()).isEqualTo(6);
        assertThat(QueuedMail.kindOf(message)).isEqualTo(QueuedMail.Kind.MAIL);
        assertThat(QueuedMail.headerOf(message)).isEqualTo(header);
        assertThat(QueuedMail.groupOf(message)).isEqualTo(group);
        assertThat(octets((BytesMessage) message, header, Path.of("unused")))
            .asString()
            .isEqualTo("Received: x\r\n" + Mails.TEXT);
      }
    }
  }

  @Test
  void whatWasNotAskedHasNoProperty() throws Exception {
    new OutboundQueue(queue.factory(), Optional.empty())
        .send(
            Mails.header(1),
            List.of(new DestinationGroup(1, "mx", "x.org", Mails.to("a@x.org"))),
            new byte[0],
            new MemoryContent(Mails.TEXT.getBytes(StandardCharsets.US_ASCII)));
    try (JMSContext context = queue.connect()) {
      Message message = InMemoryQueue.receive(context, 1).get(0);
      assertThat(message.getJMSPriority()).isEqualTo(4);
      assertThat(message.propertyExists("waypost_options")).isFalse();
      assertThat(message.propertyExists("waypost_to_options")).isFalse();
    }
  }

  private static byte[] octets(BytesMessage message, MailHeader header, Path spool)
      throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (QueuedContent queued = QueuedContent.read(message, header, spool)) {
      assertThat(queued.content().size()).isEqualTo(header.size());
      queued.content().writeTo(out);
    }
    return out.toByteArray();
  }

  @Test
  void aLargeMessageStreamsThroughAFileThatIsDeleted(@TempDir Path spool) throws Exception {
    byte[] large = new byte[3 * 1024 * 1024 + 17];
    new Random(1).nextBytes(large);
    MailHeader header = Mails.header("a@b.org", 1, TRACE.length + (long) large.length);
    DestinationGroup group = new DestinationGroup(1, "mx", "x.org", Mails.to("a@x.org"));
    new OutboundQueue(queue.factory(), Optional.of("JMS_AMQ_InputStream"))
        .send(header, List.of(group), TRACE, new MemoryContent(large));

    try (JMSContext context = queue.connect();
        JMSConsumer consumer = context.createConsumer(context.createQueue(OutboundQueue.NAME))) {
      BytesMessage message = (BytesMessage) consumer.receive(10_000);
      try (QueuedContent queued = QueuedContent.read(message, header, spool)) {
        try (var files = Files.list(spool)) {
          assertThat(files).hasSize(1);
        }
        assertThat(Arrays.mismatch(queued.content().open().readAllBytes(), joined(large)))
            .isEqualTo(-1);
      }
    }
    try (var files = Files.list(spool)) {
      assertThat(files).isEmpty();
    }
  }

  private static byte[] joined(byte[] rest) {
    byte[] all = Arrays.copyOf(TRACE, TRACE.length + rest.length);
    System.arraycopy(rest, 0, all, TRACE.length, rest.length);
    return all;
  }

  @Test
  void aBodyOfAnotherLengthIsRefused() throws Exception {
    MailHeader header = Mails.header(1);
    try (JMSContext context = queue.connect()) {
      BytesMessage message = context.createBytesMessage();
      message.writeBytes(new byte[] {1, 2, 3});
      message.reset();
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> QueuedContent.read(message, header, Path.of("unused")))
          .withMessageContaining("has 3 octets");
    }
  }

  @Test
  void claimChecksAndProbesComeOut() throws Exception {
    OutboundQueue outbound = new OutboundQueue(queue.factory(), Optional.empty());
    ClaimCheck claim = new ClaimCheck(MessageId.next(), 2, 7, 4);
    outbound.send(List.of(claim));
    outbound.sendProbe();

    try (JMSContext context = queue.connect()) {
      List<Message> messages = InMemoryQueue.receive(context, 2);
      assertThat(QueuedMail.kindOf(messages.get(0))).isEqualTo(QueuedMail.Kind.CLAIM);
      assertThat(QueuedMail.claimOf(messages.get(0))).isEqualTo(claim);
      assertThat(QueuedMail.kindOf(messages.get(1))).isEqualTo(QueuedMail.Kind.PROBE);
      assertThat(QueuedMail.kindOf(messages.get(1))).isEqualTo(QueuedMail.Kind.PROBE);
    }
  }

  @Test
  void aForeignMessageIsMalformed() {
    try (JMSContext context = queue.connect()) {
      Message foreign = context.createTextMessage("hello");
      assertThatExceptionOfType(MalformedMessageException.class)
          .isThrownBy(() -> QueuedMail.kindOf(foreign));
      assertThatExceptionOfType(MalformedMessageException.class)
          .isThrownBy(() -> QueuedMail.headerOf(foreign));
      assertThatExceptionOfType(MalformedMessageException.class)
          .isThrownBy(() -> QueuedMail.groupOf(foreign));
      assertThatExceptionOfType(MalformedMessageException.class)
          .isThrownBy(() -> QueuedMail.claimOf(foreign));
    }
  }
}
