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

import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.smtp.session.ListenerSettings;

/** What sessions do when there is no memory left for message data. */
class MemoryLimitTest {

  private static final String ENVELOPE =
      "EHLO client\r\nMAIL FROM:<a@example.com>\r\nRCPT TO:<b@example.net>\r\n";

  @TempDir private Path spool;

  private final ScriptedApplication application = new ScriptedApplication();
  private EmbeddedServer server;

  @BeforeEach
  void connect() {
    server = new EmbeddedServer(application, spool, 100_000);
  }

  private void untilData(EmbeddedServer session) {
    session.send(ENVELOPE);
    session.send("DATA\r\n");
    assertThat(session.replies()).endsWith("354 End with <CRLF>.<CRLF>\r\n");
  }

  /** Somebody else uses everything. */
  private long useUp() {
    long rest = server.memory.total() - server.memory.used();
    server.memory.charge(rest);
    return rest;
  }

  @Test
  void newDataWaitsAndGoesOnWhenMemoryIsThere() {
    untilData(server);
    long used = useUp();
    server.send("text\r\n.\r\nNOOP\r\n");
    assertThat(server.replies()).isEmpty();
    server.memory.release(used);
    server.channel.runPendingTasks();
    assertThat(server.replies()).isEqualTo("250 2.6.0 Queued\r\n250 2.0.0 OK\r\n");
    assertThat(application.messages).hasSize(1);
    assertThat(server.context.counters().figures().memoryWaits()).isEqualTo(1);
    assertThat(server.memory.used()).isZero();
  }

  @Test
  void newDataIsRefusedAfterItsWait() {
    untilData(server);
    long used = useUp();
    server.send("text\r\n");
    server.channel.advanceTimeBy(29, TimeUnit.SECONDS);
    server.channel.runScheduledPendingTasks();
    server.send("more\r\n.\r\nNOOP\r\n");
    assertThat(server.replies()).isEmpty();
    server.channel.advanceTimeBy(1, TimeUnit.SECONDS);
    server.channel.runScheduledPendingTasks();
    assertThat(server.replies())
        .isEqualTo("452 4.3.1 No memory for this message right now\r\n250 2.0.0 OK\r\n");
    server.memory.release(used);
    assertThat(server.memory.used()).isZero();
    assertThat(server.memory.waiting()).isZero();
    assertThat(application.messages).isEmpty();
  }

  @Test
  void aSessionThatWaitsStopsReadingAndTheOthersGoOn() {
    untilData(server);
    EmbeddedServer other = server.another();
    untilData(other);
    other.send("text of the other\r\n");
    useUp();
    for (int i = 0; i < 4; i++) {
      server.send("x".repeat(900).concat("\r\n").repeat(10));
    }
    assertThat(server.channel.config().isAutoRead()).isFalse();
    other.send(".\r\n");
    assertThat(other.replies()).isEqualTo("250 2.6.0 Queued\r\n");
    assertThat(other.channel.config().isAutoRead()).isTrue();
  }

  @Test
  void aClientThatGoesAwayWhileItWaitsTakesNothingWithIt() {
    untilData(server);
    long used = useUp();
    server.send("text\r\n");
    assertThat(server.memory.waiting()).isEqualTo(1);
    var unused = server.channel.close();
    assertThat(server.memory.waiting()).isZero();
    server.memory.release(used);
    assertThat(server.memory.used()).isZero();
  }

  @Test
  void countsTheBuffersOfASession() {
    DeferredApplication deferred = new DeferredApplication();
    EmbeddedServer waiting = new EmbeddedServer(deferred, spool, 1000);
    waiting.send("EHLO client\r\nMAIL FROM:<>\r\nRCPT TO:<b@example.net>\r\n");
    assertThat(waiting.memory.used()).isZero();
    waiting.send(("NOOP " + "x".repeat(1000) + "\r\n").repeat(10));
    assertThat(waiting.memory.used()).isBetween(5000L, 10_000L);
    var unused = waiting.channel.close();
    assertThat(waiting.memory.used()).isZero();
  }

  @Test
  void countsTheRecipientsOfASession() {
    ListenerSettings many = Altered.with(EmbeddedServer.SETTINGS, "maxRecipients", 1000);
    EmbeddedServer session = new EmbeddedServer(application, spool, 1000, many);
    session.send("EHLO client\r\nMAIL FROM:<>\r\n");
    session.send("RCPT TO:<b@example.net>\r\n".repeat(100));
    assertThat(session.memory.used()).isBetween(20_000L, 100_000L);
    session.send("RSET\r\n");
    assertThat(session.memory.used()).isZero();
  }

  @Test
  void takesNoMoreRecipientsWithoutMemory() {
    server.send("EHLO client\r\nMAIL FROM:<>\r\n");
    server.replies();
    long used = useUp();
    server.send("RCPT TO:<b@example.net>\r\n");
    assertThat(server.replies()).isEqualTo("452 4.3.1 No memory for this message right now\r\n");
    server.memory.release(used);
    server.send("RCPT TO:<b@example.net>\r\n");
    assertThat(server.replies()).startsWith("250 ");
  }

  @Test
  void whatHasBeenObeyedIsNotKept() {
    ListenerSettings large = Altered.with(EmbeddedServer.SETTINGS, "maxMessageSize", 10_000_000L);
    EmbeddedServer session = new EmbeddedServer(application, spool, 1000, large);
    var buffers = new UnpooledByteBufAllocator(false);
    session.channel.config().setAllocator(buffers);
    session.send(ENVELOPE + "BDAT");
    for (int i = 0; i < 50; i++) {
      // Something of the next command is always there when a chunk ends.
      session.send(" 20000\r\n" + "x".repeat(98).concat("\r\n").repeat(200) + "BDAT");
      assertThat(session.replies()).endsWith("250 2.0.0 20000 octets received\r\n");
    }
    assertThat(buffers.metric().usedHeapMemory()).isLessThan(200_000);
    var unused = session.channel.close();
  }
}
