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

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waypost.api.mail.Verdict;

class SessionTest {

  private static final String GROUP =
      "MAIL FROM:<a@example.com>\r\nRCPT TO:<b@example.net>\r\nRCPT TO:<c@example.net>\r\nDATA\r\n";

  @TempDir private Path spool;

  private final ScriptedApplication scripted = new ScriptedApplication();

  @Test
  void asksOnceAboutAPipelinedGroupAndRepliesWithOneWrite() {
    EmbeddedServer server = new EmbeddedServer(scripted, spool, 1000);
    server.send("EHLO client\r\n");
    server.replies();
    server.send(GROUP);
    assertThat(scripted.groups).hasSize(1);
    assertThat(server.nextWrite())
        .isEqualTo(
            """
            250 2.1.0 Sender taken\r
            250 2.1.5 Recipient ok\r
            250 2.1.5 Recipient ok\r
            354 End with <CRLF>.<CRLF>\r
            """);
    assertThat(server.nextWrite()).isNull();
  }

  @Test
  void obeysNothingAndStopsReadingWhileACallIsUnderWay() {
    DeferredApplication deferred = new DeferredApplication();
    EmbeddedServer server = new EmbeddedServer(deferred, spool, 1000);
    server.send("EHLO client\r\nMAIL FROM:<>\r\nRCPT TO:<b@example.net>\r\n");
    server.replies();
    for (int i = 0; i < 7; i++) {
      server.send(("NOOP " + "x".repeat(1000) + "\r\n").repeat(10));
    }
    assertThat(server.replies()).isEmpty();
    assertThat(server.channel.config().isAutoRead()).isFalse();
    deferred.recipients.complete(List.of(Verdict.accept("2.1.5", "ok")));
    server.channel.runPendingTasks();
    assertThat(server.replies()).startsWith("250-mx.example.org").endsWith("250 2.0.0 OK\r\n");
    assertThat(server.channel.config().isAutoRead()).isTrue();
  }

  @Test
  void aClientThatIsGoneIsNoLongerWaitedFor() {
    DeferredApplication deferred = new DeferredApplication();
    EmbeddedServer server = new EmbeddedServer(deferred, spool, 1000);
    server.send("EHLO client\r\nMAIL FROM:<>\r\nRCPT TO:<b@example.net>\r\n");
    assertThat(deferred.wanted.getAsBoolean()).isTrue();
    var unused = server.channel.close();
    assertThat(deferred.wanted.getAsBoolean()).isFalse();
    deferred.recipients.complete(List.of(Verdict.accept("2.1.5", "ok")));
  }

  @Test
  void namesTheProtocolAsTheReceivedHeaderNeedsIt() {
    assertThat(protocol("HELO client", "")).isEqualTo("SMTP");
    assertThat(protocol("EHLO client", "")).isEqualTo("ESMTP");
    assertThat(protocol("EHLO client", " SMTPUTF8")).isEqualTo("UTF8SMTP");
  }

  private String protocol(String greeting, String parameter) {
    DeferredApplication deferred = new DeferredApplication();
    EmbeddedServer server = new EmbeddedServer(deferred, spool, 1000);
    server.send(greeting + "\r\nMAIL FROM:<>" + parameter + "\r\nRCPT TO:<b@example.net>\r\n");
    return deferred.envelope.session().protocol();
  }

  @Test
  void seesEightBitContent() {
    EmbeddedServer server = new EmbeddedServer(scripted, spool, 1000);
    server.send("EHLO client\r\n" + GROUP);
    server.send("\u00e4\r\n.\r\n" + GROUP);
    server.send("a\r\n.\r\n");
    assertThat(scripted.messages)
        .extracting(ScriptedApplication.Message::eightBit)
        .containsExactly(true, false);
  }

  @Test
  void takesDataThatCameBeforeItWasAskedForAsIfItHadComeLater() {
    EmbeddedServer server = new EmbeddedServer(scripted, spool, 1000);
    server.send("EHLO client\r\n" + GROUP + "text\r\n.\r\nMAIL FROM:<next@example.com>\r\n");
    assertThat(server.replies()).endsWith("250 2.6.0 Queued\r\n250 2.1.0 Sender taken\r\n");
    assertThat(scripted.messages).hasSize(1);
  }

  /** RFC 2920 3.1: the data of a client that did not wait must not be taken for commands. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "MAIL FROM:<>\r\nRCPT TO:<unknown@example.net>\r\nDATA\r\n",
        "MAIL FROM:<>\r\nDATA\r\n",
        "DATA\r\n",
        "MAIL FROM:<>\r\nRCPT TO:<b@example.net>\r\nDATA now\r\n"
      })
  void sendsAwayAClientWhoseDataWasNotAskedFor(String before) {
    EmbeddedServer server = new EmbeddedServer(scripted, spool, 1000);
    server.send("EHLO client\r\n" + before);
    server.replies();
    server.send("Subject: x\r\n\r\nRSET\r\nMAIL FROM:<evil@example.com>\r\n");
    assertThat(server.replies())
        .isEqualTo("503 5.5.0 Data was sent that was not asked for; closing the connection\r\n");
    assertThat(server.channel.isOpen()).isFalse();
  }

  @Test
  void goesOnAfterRefusedDataWithAClientThatWaited() {
    EmbeddedServer server = new EmbeddedServer(scripted, spool, 1000);
    server.send("EHLO client\r\nDATA\r\nNOOP\r\nXYZZY\r\n");
    assertThat(server.replies()).endsWith("250 2.0.0 OK\r\n500 5.5.1 Command not known\r\n");
    assertThat(server.channel.isOpen()).isTrue();
  }

  @Test
  void endsSilentSessions() {
    EmbeddedServer server = new EmbeddedServer(scripted, spool, 1000);
    server.send("EHLO client\r\n");
    server.channel.advanceTimeBy(299, TimeUnit.SECONDS);
    server.channel.runScheduledPendingTasks();
    server.replies();
    assertThat(server.channel.isOpen()).isTrue();
    server.channel.advanceTimeBy(1, TimeUnit.SECONDS);
    server.channel.runScheduledPendingTasks();
    assertThat(server.replies()).isEqualTo("421 4.4.2 Idle for too long\r\n");
    assertThat(server.channel.isOpen()).isFalse();
  }

  @Test
  void endsSessionsThatAreSilentWithinData() {
    EmbeddedServer server = new EmbeddedServer(scripted, spool, 0);
    server.send("EHLO client\r\n" + GROUP);
    server.send("half a line");
    server.replies();
    server.channel.advanceTimeBy(180, TimeUnit.SECONDS);
    server.channel.runScheduledPendingTasks();
    assertThat(server.replies()).isEqualTo("421 4.4.2 Idle for too long\r\n");
    assertThat(spool.toFile().list()).isEmpty();
  }

  @Test
  void aClosingListenerLetsATransactionFinish() {
    EmbeddedServer server = new EmbeddedServer(scripted, spool, 1000);
    server.send("EHLO client\r\n" + GROUP);
    server.replies();
    server.context.close();
    server.send("text\r\n");
    assertThat(server.replies()).isEmpty();
    server.send(".\r\n");
    assertThat(server.replies())
        .isEqualTo("250 2.6.0 Queued\r\n421 4.3.2 Service is closing, try again later\r\n");
    assertThat(server.channel.isOpen()).isFalse();
  }

  @Test
  void refusesWhatCannotBeSpooled() {
    EmbeddedServer server = new EmbeddedServer(scripted, spool.resolve("missing"), 0);
    server.send("EHLO client\r\n" + GROUP);
    server.replies();
    server.send("text\r\n.\r\nNOOP\r\n");
    assertThat(server.replies())
        .isEqualTo("452 4.3.1 No storage for this message right now\r\n250 2.0.0 OK\r\n");
    assertThat(scripted.messages).isEmpty();
  }

  @Test
  void countsWhatItDoes() {
    EmbeddedServer server = new EmbeddedServer(scripted, spool, 1000);
    server.send("EHLO client\r\n" + GROUP);
    server.send("1\r\n.\r\n" + GROUP);
    server.send("REFUSE\r\n.\r\n");
    var counted = server.context.counters().figures();
    assertThat(counted.connections()).isEqualTo(1);
    assertThat(counted.commands()).isEqualTo(9);
    assertThat(counted.messagesAccepted()).isEqualTo(1);
    assertThat(counted.messagesRefused()).isEqualTo(1);
    assertThat(counted.octets()).isEqualTo(11);
  }
}
