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
package org.waypost.submission.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.aliases.AddressRewriting;
import org.waypost.api.jms.DraftSubmission;
import org.waypost.api.jms.JmsNames;
import org.waypost.api.jms.MailSubmission;
import org.waypost.api.jms.SubmissionReply;
import org.waypost.api.settings.Settings.Mode;
import org.waypost.intake.DiskSpace;
import org.waypost.intake.HeldMail;
import org.waypost.intake.Intake;
import org.waypost.paging.PageRequest;
import org.waypost.parking.RetrySchedule;
import org.waypost.parking.SqlParkedMail;
import org.waypost.queue.InMemoryQueue;
import org.waypost.queue.MailHeader;
import org.waypost.queue.OutboundQueue;
import org.waypost.queue.QueuedMail;
import org.waypost.routing.Router;
import org.waypost.stats.Counters;
import org.waypost.store.Database;
import org.waypost.store.Ledger;
import org.waypost.store.TestDatabases;
import org.waypost.submission.RelaySubmissions;
import org.waypost.submission.Taking;
import org.waypost.trace.TraceWriter;

class SubmitWorkerTest {

  private static final String MAIL = "Subject: Hi\r\nX-A: 1\r\n\r\nBody\r\n";

  @TempDir Path folder;
  private InMemoryQueue queue;
  private JMSContext context;
  private Database database;
  private Ledger ledger;
  private SubmitWorker worker;
  private final Map<String, JMSConsumer> consumers = new HashMap<>();

  @BeforeEach
  void open() throws Exception {
    queue = InMemoryQueue.start();
    context = queue.connect();
    database = TestDatabases.h2(folder);
    ledger = new Ledger(database, Thread::new);
    TraceWriter trace = new TraceWriter(ledger);
    Intake intake =
        new Intake(
            "mx.example",
            new Router(Mode.RELAY, Optional.empty()),
            new OutboundQueue(queue.factory(), Optional.empty()),
            trace,
            new Counters(),
            new HeldMail(
                ledger,
                trace,
                new RetrySchedule(List.of(Duration.ofMinutes(1)), Duration.ofDays(5))),
            Optional.empty(),
            AddressRewriting.NONE,
            new DiskSpace(folder, true),
            Optional.empty());
    RelaySubmissions submissions =
        new RelaySubmissions(
            intake,
            Callable::call,
            ledger,
            database,
            new RelaySubmissions.Limits("mx.example", 3_000_000, 3, Duration.ofDays(1), true));
    worker =
        new SubmitWorker(
            submissions,
            new SubmitWorker.Limits(3_000_000, 2_500_000),
            queue.factory(),
            Optional.of("JMS_AMQ_InputStream"),
            folder);
  }

  @AfterEach
  void close() {
    context.close();
    ledger.close();
    database.close();
    queue.close();
  }

  /** A transaction that is ended by the test. */
  private static final class TestTaking implements Taking {
    private final List<Consumer<Boolean>> ended = new ArrayList<>();

    @Override
    public <T> T run(Callable<T> work) throws Exception {
      return work.call();
    }

    @Override
    public void whenEnded(Consumer<Boolean> committed) {
      ended.add(committed);
    }

    void end(boolean committed) {
      ended.forEach(each -> each.accept(committed));
    }
  }

  private Message sent(Message message) {
    context.createProducer().send(context.createQueue(JmsNames.SUBMIT), message);
    return receive(JmsNames.SUBMIT);
  }

  private Message receive(String name) {
    // Left open: a large message is read through the consumer that received it.
    Message message =
        consumers
            .computeIfAbsent(name, each -> context.createConsumer(context.createQueue(each)))
            .receive(10_000);
    assertThat(message).as("a message in " + name).isNotNull();
    return message;
  }

  private SubmissionReply take(Message message) throws Exception {
    TestTaking taking = new TestTaking();
    assertThat(worker.handle(sent(message), taking)).isTrue();
    taking.end(true);
    Message reply = receive("answers");
    assertThat(reply.getJMSCorrelationID()).isEqualTo("c1");
    return SubmissionReply.read(reply);
  }

  private MailHeader queued() throws Exception {
    return QueuedMail.headerOf(receive(OutboundQueue.NAME));
  }

  @Test
  void takesAWholeMessage() throws Exception {
    SubmissionReply reply =
        take(
            MailSubmission.of(
                    () -> new ByteArrayInputStream(MAIL.getBytes(StandardCharsets.US_ASCII)),
                    "a@x.org",
                    "b@y.org",
                    "\"c,d\"@y.org")
                .tags("t1", "t2")
                .metadata("order.id", "4711 \"ü\"")
                .replyTo(context.createQueue("answers"))
                .correlationId("c1")
                .create(context));
    BytesMessage message = (BytesMessage) receive(OutboundQueue.NAME);
    MailHeader header = QueuedMail.headerOf(message);
    assertThat(reply.id()).contains(header.id().value());
    assertThat(header.origin().source()).isEqualTo("JMS");
    assertThat(header.tags()).containsExactly("t1", "t2");
    assertThat(header.metadata().entries()).containsExactly(entry("order.id", "4711 \"ü\""));
    assertThat(header.recipientCount()).isEqualTo(2);
    byte[] octets = new byte[(int) message.getBodyLength()];
    message.readBytes(octets);
    assertThat(new String(octets, StandardCharsets.US_ASCII))
        .startsWith("Received: ")
        .contains(" with JMS ")
        .endsWith(MAIL);
  }

  @Test
  void takesMetadataAsProperties() throws Exception {
    BytesMessage message = context.createBytesMessage();
    message.setStringProperty("waypost_from", "");
    message.setStringProperty("waypost_to", "b@y.org");
    message.setStringProperty("waypost_tag", "one");
    message.setStringProperty("waypost_metadata_order", "7");
    message.writeBytes(MAIL.getBytes(StandardCharsets.US_ASCII));
    assertThat(worker.handle(sent(message), new TestTaking())).isTrue();
    MailHeader header = queued();
    assertThat(header.sender().isNullSender()).isTrue();
    assertThat(header.tags()).containsExactly("one");
    assertThat(header.metadata().entries()).containsExactly(entry("order", "7"));
  }

  @Test
  void takesADraft() throws Exception {
    SubmissionReply reply =
        take(
            DraftSubmission.from("Shop <a@x.org>")
                .to("b@y.org")
                .subject("Grüße \uD83D\uDE00 \"1\"\n".strip())
                .text("a\tb\\\n")
                .metadata("order", "7")
                .replyTo(context.createQueue("answers"))
                .correlationId("c1")
                .create(context));
    MailHeader header = queued();
    assertThat(reply.id()).contains(header.id().value());
    assertThat(header.subject()).isEqualTo("Grüße \uD83D\uDE00 \"1\"");
    assertThat(header.metadata().entries()).containsExactly(entry("order", "7"));
  }

  @Test
  void takesADraftWithALargeAttachmentFromAFileThatIsDeleted() throws Exception {
    byte[] file = new byte[1_500_000];
    new java.util.Random(1).nextBytes(file);
    Message draft =
        DraftSubmission.from("a@x.org")
            .to("b@y.org")
            .text("see file")
            .attach("f.bin", "application/octet-stream", () -> new ByteArrayInputStream(file))
            .attach("g.txt", "text/plain", () -> new ByteArrayInputStream(new byte[] {'g'}))
            .replyTo(context.createQueue("answers"))
            .correlationId("c1")
            .create(context);
    assertThat(draft).isInstanceOf(BytesMessage.class);
    assertThat(take(draft).isAccepted()).isTrue();
    BytesMessage message = (BytesMessage) receive(OutboundQueue.NAME);
    byte[] octets = new byte[(int) message.getBodyLength()];
    message.readBytes(octets);
    String base64 = Base64.getMimeEncoder().encodeToString(file);
    assertThat(new String(octets, StandardCharsets.US_ASCII)).contains(base64.substring(0, 2000));
    try (var files = java.nio.file.Files.newDirectoryStream(folder, "submit-*")) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void putsAsideWhatIsInvalidWithBodyAndProperties() throws Exception {
    BytesMessage message = context.createBytesMessage();
    message.setStringProperty("waypost_from", "a@x.org");
    message.setStringProperty("waypost_to", "b@y.org,nonsense");
    message.setIntProperty("shop_number", 5);
    message.setJMSType("order");
    message.setJMSCorrelationID("c1");
    message.setJMSReplyTo(context.createQueue("answers"));
    message.writeBytes(MAIL.getBytes(StandardCharsets.US_ASCII));
    SubmissionReply reply = take(message);

    assertThat(reply.isAccepted()).isFalse();
    assertThat(reply.field()).contains("to[1]");
    BytesMessage rejected = (BytesMessage) receive(JmsNames.REJECTED);
    assertThat(rejected.getStringProperty("waypost_error")).isEqualTo(reply.error().orElseThrow());
    assertThat(rejected.getStringProperty("waypost_field")).isEqualTo("to[1]");
    assertThat(rejected.getStringProperty("waypost_to")).isEqualTo("b@y.org,nonsense");
    assertThat(rejected.getStringProperty("waypost_original_id"))
        .isEqualTo(message.getJMSMessageID());
    assertThat(rejected.getIntProperty("shop_number")).isEqualTo(5);
    assertThat(rejected.getJMSType()).isEqualTo("order");
    byte[] octets = new byte[(int) rejected.getBodyLength()];
    rejected.readBytes(octets);
    assertThat(new String(octets, StandardCharsets.US_ASCII)).isEqualTo(MAIL);
  }

  @Test
  void putsAsideWhatIsTooLargeWithoutReadingItIntoMemory() throws Exception {
    BytesMessage message = context.createBytesMessage();
    message.setStringProperty("waypost_from", "a@x.org");
    message.setStringProperty("waypost_to", "b@y.org");
    byte[] octets = new byte[3_000_001];
    java.util.Arrays.fill(octets, (byte) 'x');
    message.writeBytes(octets);
    assertThat(worker.handle(sent(message), new TestTaking())).isTrue();
    BytesMessage rejected = (BytesMessage) receive(JmsNames.REJECTED);
    assertThat(rejected.getBodyLength()).isEqualTo(octets.length);
    assertThat(rejected.getStringProperty("waypost_error")).contains("more than 3000000");
  }

  @Test
  void putsAsideWhatNobodyCanRead() throws Exception {
    TextMessage noJson = context.createTextMessage("{\"from\":");
    assertThat(worker.handle(sent(noJson), new TestTaking())).isTrue();
    assertThat(((TextMessage) receive(JmsNames.REJECTED)).getText()).isEqualTo("{\"from\":");

    var map = context.createMapMessage();
    map.setString("a", "b");
    assertThat(worker.handle(sent(map), new TestTaking())).isTrue();
    Message rejected = receive(JmsNames.REJECTED);
    assertThat(((jakarta.jms.MapMessage) rejected).getString("a")).isEqualTo("b");
    assertThat(rejected.getStringProperty("waypost_error")).contains("BytesMessage");

    BytesMessage misspelt = context.createBytesMessage();
    misspelt.setStringProperty("waypost_from", "a@x.org");
    misspelt.setStringProperty("waypost_to", "b@y.org");
    misspelt.setStringProperty("waypost_sendat", "2030-01-01T00:00:00Z");
    assertThat(worker.handle(sent(misspelt), new TestTaking())).isTrue();
    assertThat(receive(JmsNames.REJECTED).getStringProperty("waypost_field"))
        .isEqualTo("waypost_sendat");
  }

  @Test
  void theSameKeyGivesTheSameAnswer() throws Exception {
    DraftSubmission draft =
        DraftSubmission.from("a@x.org")
            .to("b@y.org")
            .text("x")
            .idempotencyKey("k")
            .replyTo(context.createQueue("answers"))
            .correlationId("c1");
    SubmissionReply first = take(draft.create(context));
    assertThat(take(draft.create(context))).isEqualTo(first);
    queued();
    try (var browser = context.createBrowser(context.createQueue(OutboundQueue.NAME))) {
      assertThat(browser.getEnumeration().hasMoreElements()).isFalse();
    }
  }

  @Test
  void mailForLaterIsParkedOnceHoweverOftenTheMessageComes() throws Exception {
    Message message =
        sent(
            DraftSubmission.from("a@x.org")
                .to("b@y.org")
                .text("x")
                .sendAt(Instant.now().plus(Duration.ofHours(1)))
                .create(context));
    for (boolean committed : new boolean[] {false, true}) {
      TestTaking taking = new TestTaking();
      assertThat(worker.handle(message, taking)).isTrue();
      taking.end(committed);
    }
    assertThat(new SqlParkedMail(database).list(null, null, PageRequest.first()).items())
        .hasSize(1);
  }

  @Test
  void answersNeverGoToQueuesOfWaypost() throws Exception {
    for (String name : List.of(OutboundQueue.NAME, "activemq.management", "Waypost.submit")) {
      Message message =
          DraftSubmission.from("a@x.org")
              .to("b@y.org")
              .text("x")
              .replyTo(context.createQueue(name))
              .create(context);
      assertThat(worker.handle(sent(message), new TestTaking())).isTrue();
      queued();
      try (var browser = context.createBrowser(context.createQueue(OutboundQueue.NAME))) {
        assertThat(browser.getEnumeration().hasMoreElements()).isFalse();
      }
    }
  }

  @Test
  void whatCannotBeTakenNowStays() throws Exception {
    ledger.close();
    Message message =
        DraftSubmission.from("a@x.org").to("b@y.org").text("x").idempotencyKey("k").create(context);
    assertThat(worker.handle(sent(message), new TestTaking())).isFalse();
  }
}
