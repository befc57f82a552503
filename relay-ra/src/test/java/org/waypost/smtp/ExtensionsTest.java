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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.api.listener.ListenerDefinition.AuthMode;
import org.waypost.api.listener.ListenerDefinition.TlsMode;
import org.waypost.api.mail.DeliverBy;
import org.waypost.api.mail.MailOptions;
import org.waypost.api.mail.MailOptions.BodyType;
import org.waypost.api.mail.Recipient;
import org.waypost.api.mail.Recipient.Notify;
import org.waypost.api.settings.TlsSettings;
import org.waypost.api.smtp.Envelope;
import org.waypost.smtp.session.ListenerSettings;
import org.waypost.smtp.tls.CertificateStore;

/** Each extension once, over a real socket. */
@Timeout(60)
class ExtensionsTest {

  private static final String RCPT = "RCPT TO:<b@example.net>";

  @TempDir private static Path keys;
  private static CertificateStore certificates;
  @TempDir private Path spool;
  private final ScriptedApplication application = new ScriptedApplication();
  private final List<AutoCloseable> open = new ArrayList<>();
  private SmtpClient client;

  @BeforeAll
  static void openTheStore() throws IOException {
    certificates = CertificateStore.open(TlsSettings.in(keys), "mx.example.org");
  }

  @AfterAll
  static void closeTheStore() {
    certificates.close();
  }

  @AfterEach
  void closeAll() throws Exception {
    for (int i = open.size() - 1; i >= 0; i--) {
      open.get(i).close();
    }
  }

  /** Connects to a listener whose settings have these words of a transcript. */
  private String connect(String greeting, TlsMode tls, String... words) throws IOException {
    ListenerSettings settings = SocketServer.Options.of(tls, AuthMode.NONE).settings();
    for (String word : words) {
      settings = TranscriptSettings.apply(word, settings);
    }
    SocketServer server = new SocketServer(settings, application, spool, certificates);
    open.add(server);
    client = new SmtpClient(server.port());
    open.add(client);
    assertThat(client.reply()).startsWith("220 mx.example.org ");
    return client.ask(greeting);
  }

  private String connect() throws IOException {
    return connect("EHLO client", TlsMode.NONE);
  }

  /** Sends a message with these parameters, and says what the application got. */
  private Envelope sent(String mail, String rcpt) throws IOException {
    assertThat(client.ask("MAIL FROM:<a@example.com> " + mail)).startsWith("250 ");
    assertThat(client.ask(RCPT + " " + rcpt)).isEqualTo("250 2.1.5 Recipient ok");
    assertThat(client.ask("DATA")).startsWith("354 ");
    assertThat(client.ask("text\r\n.")).isEqualTo("250 2.6.0 Queued");
    return application.messages.get(application.messages.size() - 1).envelope();
  }

  private String content() {
    assertThat(application.messages).hasSize(1);
    return application.messages.get(0).content();
  }

  @Test
  void size() throws IOException {
    assertThat(connect()).contains("250-SIZE 1000000\n");
    assertThat(client.ask("MAIL FROM:<> SIZE=1000001")).startsWith("552 5.3.4 ");
    assertThat(sent("SIZE=1000000", "").declaredSize()).isEqualTo(1_000_000);
  }

  @Test
  void eightBitMime() throws IOException {
    assertThat(connect()).contains("250-8BITMIME\n");
    assertThat(sent("BODY=8BITMIME", "").options().body()).isEqualTo(BodyType.EIGHTBITMIME);
  }

  @Test
  void smtpUtf8() throws IOException {
    assertThat(connect()).contains("250-SMTPUTF8\n");
    assertThat(client.ask("MAIL FROM:<j\u00c3\u00b6rg@example.com>")).startsWith("553 5.6.7 ");
    assertThat(client.ask("MAIL FROM:<j\u00c3\u00b6rg@example.com> SMTPUTF8")).startsWith("250 ");
  }

  @Test
  void pipeliningAndEnhancedStatusCodes() throws IOException {
    assertThat(connect()).contains("250-PIPELINING\n").contains("250-ENHANCEDSTATUSCODES\n");
    client.send("MAIL FROM:<>\r\n" + RCPT + "\r\nRCPT TO:<unknown@example.net>\r\nDATA\r\n");
    assertThat(client.reply()).isEqualTo("250 2.1.0 Sender taken");
    assertThat(client.reply()).isEqualTo("250 2.1.5 Recipient ok");
    assertThat(client.reply()).isEqualTo("550 5.1.1 No such user");
    assertThat(client.reply()).startsWith("354 ");
    assertThat(client.ask("text\r\n.")).isEqualTo("250 2.6.0 Queued");
  }

  @Test
  void dataThatWasNotAskedFor() throws IOException {
    connect();
    client.send("MAIL FROM:<>\r\nDATA\r\nSubject: x\r\n\r\nMAIL FROM:<evil@x.org>\r\n");
    assertThat(client.reply()).startsWith("250 2.1.0 ");
    assertThat(client.reply()).startsWith("554 5.5.1 ");
    assertThat(client.reply()).startsWith("503 5.5.0 ");
    assertThat(client.reply()).isNull();
    assertThat(application.messages).isEmpty();
  }

  @Test
  void chunking() throws IOException {
    assertThat(connect()).contains("250-CHUNKING\n");
    client.send("MAIL FROM:<>\r\n" + RCPT + "\r\nBDAT 3\r\na\r\nBDAT 2\r\n.\rBDAT 1 LAST\r\n\n");
    assertThat(client.reply()).startsWith("250 2.1.0 ");
    assertThat(client.reply()).startsWith("250 2.1.5 ");
    assertThat(client.reply()).isEqualTo("250 2.0.0 3 octets received");
    assertThat(client.reply()).isEqualTo("250 2.0.0 2 octets received");
    assertThat(client.reply()).isEqualTo("250 2.6.0 Queued");
    assertThat(content()).isEqualTo("a\r\n.\r\n");
  }

  /** Above the threshold the chunks are in a file, and may come faster than the disk takes them. */
  @Test
  void chunksOfALargeMessage() throws IOException {
    connect();
    client.ask("MAIL FROM:<>");
    client.ask(RCPT);
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < 30; i++) {
      String chunk = ("line " + i + " x".repeat(i) + "\r\n").repeat(500);
      all.append(chunk);
      client.send("BDAT " + chunk.length() + "\r\n" + chunk);
    }
    client.send("BDAT 0 LAST\r\n");
    for (int i = 0; i < 30; i++) {
      assertThat(client.reply()).startsWith("250 2.0.0 ");
    }
    assertThat(client.reply()).isEqualTo("250 2.6.0 Queued");
    assertThat(content()).isEqualTo(all.toString());
  }

  @Test
  void aClientThatIsGoneInMidChunkLeavesNothingBehind() throws Exception {
    connect();
    client.ask("MAIL FROM:<>");
    client.ask(RCPT);
    String chunk = "a line of text\r\n".repeat(10_000);
    assertThat(client.send("BDAT " + chunk.length() + "\r\n" + chunk).reply()).startsWith("250 ");
    client.send("BDAT " + chunk.length() + "\r\n" + chunk.substring(5)).close();
    awaitEmpty(spool);
    assertThat(application.messages).isEmpty();
  }

  private static void awaitEmpty(Path folder) throws IOException {
    for (boolean empty = false; !empty; ) {
      Thread.onSpinWait();
      try (Stream<Path> files = Files.list(folder)) {
        empty = files.findAny().isEmpty();
      }
    }
  }

  @Test
  void binaryMime() throws IOException {
    assertThat(connect()).contains("250-BINARYMIME\n");
    client.ask("MAIL FROM:<> BODY=BINARYMIME");
    client.ask(RCPT);
    assertThat(client.ask("DATA")).startsWith("503 5.5.1 ");
    client.send("BDAT 6 LAST\r\n\0\r\u00ff\n.\n");
    assertThat(client.reply()).isEqualTo("250 2.6.0 Queued");
    assertThat(content()).isEqualTo("\0\r\u00ff\n.\n");
    assertThat(application.messages.get(0).envelope().options().body())
        .isEqualTo(BodyType.BINARYMIME);
  }

  @Test
  void deliveryStatusNotifications() throws IOException {
    assertThat(connect()).contains("250-DSN\n");
    Envelope envelope =
        sent("RET=FULL ENVID=id+2B1", "NOTIFY=SUCCESS,DELAY ORCPT=rfc822;c@example.org");
    assertThat(envelope.options().ret()).isEqualTo(MailOptions.ReturnContent.FULL);
    assertThat(envelope.options().envelopeId()).isEqualTo("id+1");
    Recipient recipient = envelope.recipients().get(0);
    assertThat(recipient.notifyOn()).containsExactlyInAnyOrder(Notify.SUCCESS, Notify.DELAY);
    assertThat(recipient.originalRecipient()).isEqualTo("rfc822;c@example.org");
  }

  @Test
  void strangersGetNoNotifications() throws IOException {
    assertThat(connect("EHLO client", TlsMode.NONE, "untrusted"))
        .doesNotContain("DSN", "DELIVERBY", "FUTURERELEASE");
    assertThat(client.ask("MAIL FROM:<> RET=FULL")).startsWith("555 5.5.4 ");
  }

  @Test
  void requireTls() throws IOException {
    assertThat(connect("EHLO client", TlsMode.STARTTLS)).doesNotContain("REQUIRETLS");
    assertThat(client.ask("MAIL FROM:<> REQUIRETLS")).startsWith("555 5.5.4 ");
    assertThat(client.ask("STARTTLS")).startsWith("220 ");
    client.secure(null);
    assertThat(client.ask("EHLO client")).contains("250-REQUIRETLS\n");
    assertThat(client.ask("MAIL FROM:<> REQUIRETLS=yes")).startsWith("501 5.5.4 ");
    assertThat(sent("REQUIRETLS", "").options().requireTls()).isTrue();
    assertThat(sent("", "").options().requireTls()).isFalse();
  }

  /** RFC 3030 and TLS: what has come of a chunk is no message. */
  @Test
  void tlsThatEndsInMidChunk() throws IOException {
    connect("EHLO client", TlsMode.STARTTLS);
    client.ask("STARTTLS");
    client.secure(null);
    client.ask("EHLO client");
    client.ask("MAIL FROM:<>");
    client.ask(RCPT);
    client.send("BDAT 100 LAST\r\nhalf").close();
    awaitEmpty(spool);
    assertThat(application.messages).isEmpty();
  }

  @Test
  void deliverBy() throws IOException {
    assertThat(connect()).contains("250-DELIVERBY 1\n");
    assertThat(client.ask("MAIL FROM:<> BY=0;R")).startsWith("501 5.5.4 ");
    DeliverBy limit = sent("BY=600;NT", "").options().deliverBy();
    assertThat(limit.mode()).isEqualTo(DeliverBy.Mode.NOTIFY);
    assertThat(limit.trace()).isTrue();
    assertThat(limit.deadline()).isBetween(Instant.now(), Instant.now().plusSeconds(600));
  }

  @Test
  void futureRelease() throws IOException {
    assertThat(connect()).containsPattern("250-FUTURERELEASE 2592000 20\\S+Z\n");
    Instant until = sent("HOLDFOR=600", "").options().holdUntil();
    assertThat(until).isBetween(Instant.now(), Instant.now().plusSeconds(600));
    Instant tomorrow =
        Instant.ofEpochSecond(Instant.now().getEpochSecond()).plus(Duration.ofDays(1));
    assertThat(sent("HOLDUNTIL=" + tomorrow, "").options().holdUntil()).isEqualTo(tomorrow);
  }

  @Test
  void priorities() throws IOException {
    assertThat(connect()).contains("250-MT-PRIORITY\n");
    assertThat(sent("MT-PRIORITY=4", "").options().priority()).isEqualTo(4);
    assertThat(connect("EHLO client", TlsMode.NONE, "untrusted")).contains("250-MT-PRIORITY\n");
    assertThat(client.ask("MAIL FROM:<> MT-PRIORITY=4")).startsWith("250 2.3.6 0 is the new");
  }

  @Test
  void limits() throws IOException {
    assertThat(connect()).contains("LIMITS MAILMAX=100000 RCPTMAX=100");
  }

  @Test
  void noSoliciting() throws IOException {
    assertThat(connect()).doesNotContain("NO-SOLICITING");
    assertThat(client.ask("MAIL FROM:<> SOLICIT=net.example:ADV")).startsWith("555 5.5.4 ");
    assertThat(connect("EHLO client", TlsMode.NONE, "no-soliciting"))
        .contains("NO-SOLICITING net.example:ADV,org.example:ADV:ADLT");
    assertThat(client.ask("MAIL FROM:<> SOLICIT=net.example:ADV")).startsWith("550 5.7.1 ");
    assertThat(client.ask("MAIL FROM:<> SOLICIT=net.example:NEWS")).startsWith("250 2.1.0 ");
  }

  @Test
  void lmtp() throws IOException {
    assertThat(connect("EHLO client", TlsMode.NONE, "lmtp")).startsWith("500 5.5.1 ");
    assertThat(client.ask("LHLO client")).contains("PIPELINING").contains("ENHANCEDSTATUSCODES");
    client.ask("MAIL FROM:<>");
    client.ask(RCPT);
    client.ask("RCPT TO:<c@example.net>");
    client.ask("DATA");
    assertThat(client.ask("text\r\n.")).isEqualTo("250 2.6.0 Queued");
    assertThat(client.reply()).isEqualTo("250 2.6.0 Queued");
    assertThat(application.messages.get(0).envelope().session().protocol()).isEqualTo("LMTP");
  }

  @Test
  void lineEnds() throws IOException {
    connect();
    client.ask("MAIL FROM:<>");
    client.ask(RCPT);
    client.ask("DATA");
    assertThat(client.ask("a\nb\n.\nc\r\n.")).startsWith("550 5.6.0 Bare LF");
    connect("EHLO client", TlsMode.NONE, "normalise");
    client.ask("MAIL FROM:<>");
    client.ask(RCPT);
    client.ask("DATA");
    assertThat(client.ask("a\nb\n.\nc\0\r\n.")).isEqualTo("250 2.6.0 Queued");
    assertThat(content()).isEqualTo("a\r\nb\r\n.\r\nc\r\n");
  }

  @Test
  void aSessionEndsInWhichNobodyKnowsWhereAChunkDoes() throws IOException {
    connect();
    client.ask("MAIL FROM:<>");
    client.ask(RCPT);
    assertThat(client.send("BDAT -1 LAST\r\n").reply()).startsWith("501 5.5.4 ");
    assertThat(client.reply()).isNull();
  }
}
