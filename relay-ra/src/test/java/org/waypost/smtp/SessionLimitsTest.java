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
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.smtp.session.ListenerSettings;

/** How much a client may do in one session. */
class SessionLimitsTest {

  private static final String MESSAGE =
      "MAIL FROM:<a@example.com>\r\nRCPT TO:<b@example.net>\r\nDATA\r\ntext\r\n.\r\n";

  @TempDir private Path spool;

  private EmbeddedServer greeted(ListenerSettings settings) {
    EmbeddedServer server =
        new EmbeddedServer(new ScriptedApplication(), spool, 1000, settings, "127.0.0.1");
    server.send("EHLO client\r\n");
    server.replies();
    return server;
  }

  private static void assertEnds(EmbeddedServer server, String lastReply) {
    assertThat(server.replies()).endsWith(lastReply + "\r\n");
    assertThat(server.channel.isOpen()).isFalse();
  }

  @Test
  void endsAfterTooManyCommands() {
    EmbeddedServer server = greeted(Altered.session("commands", 5));
    server.converse("MAIL FROM:<>\r\nRCPT TO:<b@example.net>\r\nDATA\r\nNOOP\r\n.\r\nNOOP\r\n");
    assertThat(server.replies()).endsWith("250 2.0.0 OK\r\n");
    server.send("NOOP\r\n");
    assertEnds(server, "421 4.7.0 Too many commands");
  }

  @Test
  void endsAfterTooManyErrors() {
    EmbeddedServer server = greeted(Altered.session("errors", 2));
    server.send("FOO\r\nBAR\r\n");
    assertThat(server.channel.isOpen()).isTrue();
    server.converse("DATA\r\n");
    assertEnds(server, "421 4.7.0 Too many errors");
    assertThat(server.context.counters().figures().errors()).isEqualTo(3);
  }

  @Test
  void endsAfterTooMuchJunkSinceTheLastMessage() {
    EmbeddedServer server = greeted(Altered.session("junk", 4));
    server.converse("NOOP\r\nVRFY a\r\nRSET\r\n" + MESSAGE + "NOOP\r\nHELP\r\nRSET\r\nNOOP\r\n");
    assertThat(server.channel.isOpen()).isTrue();
    server.send("EHLO again\r\n");
    assertEnds(server, "421 4.7.0 Too many commands without a message");
  }

  @Test
  void aRefusedMessageMakesUpForNoJunk() {
    EmbeddedServer server = greeted(Altered.session("junk", 2));
    server.converse("NOOP\r\n" + MESSAGE.replace("text", "REFUSE") + "NOOP\r\n");
    assertEnds(server, "421 4.7.0 Too many commands without a message");
  }

  @Test
  void endsAfterTooManyRefusedRecipients() {
    EmbeddedServer server = greeted(Altered.session("refusedRecipients", 2));
    server.send("MAIL FROM:<>\r\nRCPT TO:<unknown@example.net>\r\n");
    server.send("RCPT TO:<later@example.net>\r\nRCPT TO:<b@example.net>\r\n");
    assertThat(server.channel.isOpen()).isTrue();
    server.send("RCPT TO:<unknown@example.net>\r\n");
    assertEnds(server, "421 4.7.0 Too many recipients were refused");
    assertThat(server.context.counters().figures().recipientsRefused()).isEqualTo(3);
  }

  @Test
  void endsAfterTooManyMessages() {
    EmbeddedServer server = greeted(Altered.session("messages", 2));
    server.converse(MESSAGE + MESSAGE);
    assertThat(server.channel.isOpen()).isTrue();
    server.send("MAIL FROM:<>\r\n");
    assertEnds(server, "421 4.7.0 Too many messages in one session, connect again");
  }

  @Test
  void refusesRecipientsOverTheLimit() {
    EmbeddedServer server = greeted(Altered.with(EmbeddedServer.SETTINGS, "maxRecipients", 1));
    server.send("MAIL FROM:<>\r\nRCPT TO:<b@example.net>\r\nRCPT TO:<c@example.net>\r\n");
    assertThat(server.replies()).endsWith("452 4.5.3 Too many recipients\r\n");
  }

  @Test
  void refusesMessagesOverTheLimit() {
    EmbeddedServer server = greeted(Altered.with(EmbeddedServer.SETTINGS, "maxMessageSize", 5L));
    server.converse(MESSAGE);
    assertThat(server.replies()).endsWith("552 5.3.4 Message is larger than the limit\r\n");
    server.send("MAIL FROM:<> SIZE=6\r\n");
    assertThat(server.replies()).startsWith("552 5.3.4 ");
  }

  @Test
  void refusesCommandLinesOverTheLimit() {
    EmbeddedServer server = greeted(Altered.size("commandLine", 600));
    server.send("NOOP " + "x".repeat(593) + "\r\n");
    assertThat(server.replies()).isEqualTo("250 2.0.0 OK\r\n");
    server.send("NOOP " + "x".repeat(594) + "\r\n");
    assertThat(server.replies()).isEqualTo("500 5.5.2 Line too long\r\n");
  }

  @Test
  void refusesDataLinesOverTheLimit() {
    EmbeddedServer server = greeted(Altered.size("dataLine", 998));
    server.converse(MESSAGE.replace("text", "x".repeat(998)));
    assertThat(server.replies()).endsWith("250 2.6.0 Queued\r\n");
    server.converse(MESSAGE.replace("text", "x".repeat(999)));
    assertThat(server.replies()).endsWith("550 5.6.0 Line over 998 octets in message data\r\n");
  }

  @Test
  void aCommandLineMayBeAsLongAsItsLimit() {
    EmbeddedServer server = greeted(Altered.size("commandLine", 40_000));
    for (String piece : List.of("NOOP ", "x".repeat(20_000), "x".repeat(15_000))) {
      server.send(piece);
      assertThat(server.channel.config().isAutoRead()).isTrue();
    }
    server.send("\r\n");
    assertThat(server.replies()).isEqualTo("250 2.0.0 OK\r\n");
  }

  @Test
  void anAnswerThatIsNoneEndsTheSession() {
    DeferredApplication application = new DeferredApplication();
    EmbeddedServer server = new EmbeddedServer(application, spool, 1000);
    server.send("EHLO client\r\nMAIL FROM:<>\r\nRCPT TO:<b@example.net>\r\n");
    application.recipients.complete(Collections.singletonList(null));
    server.channel.runPendingTasks();
    assertEnds(server, "421 4.3.0 Something went wrong here, try again");
  }
}
