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
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.api.mail.Verdict;
import org.waypost.smtp.session.ListenerSettings;

/** For how long a client may keep a session, by a clock that the test moves. */
class TimeLimitsTest {

  private static final String UNTIL_DATA =
      "MAIL FROM:<a@example.com>\r\nRCPT TO:<b@example.net>\r\nDATA\r\n";
  private static final String IDLE = "421 4.4.2 Idle for too long\r\n";

  private static final Duration SECONDS_30 = Duration.ofSeconds(30);

  @TempDir private Path spool;

  private EmbeddedServer connected(ListenerSettings settings) {
    return new EmbeddedServer(new ScriptedApplication(), spool, 1000, settings, "127.0.0.1");
  }

  private EmbeddedServer inData(ListenerSettings settings) {
    EmbeddedServer server = connected(settings);
    server.send("EHLO client\r\n" + UNTIL_DATA);
    server.replies();
    return server;
  }

  private static void pass(EmbeddedServer server, int seconds) {
    for (int i = 0; i < seconds && server.channel.isOpen(); i++) {
      server.channel.advanceTimeBy(1, TimeUnit.SECONDS);
      server.channel.runScheduledPendingTasks();
    }
  }

  private static void assertEnded(EmbeddedServer server, String reply) {
    assertThat(server.replies()).isEqualTo(reply);
    assertThat(server.channel.isOpen()).isFalse();
    assertThat(server.memory.used()).isZero();
    assertThat(server.context.counters().figures().timeouts()).isEqualTo(1);
  }

  @Test
  void greetsAfterADelay() {
    EmbeddedServer server =
        connected(Altered.untrusted(Altered.time("greetingDelay", Duration.ofSeconds(5))));
    pass(server, 4);
    assertThat(server.replies()).isEmpty();
    pass(server, 1);
    assertThat(server.replies()).startsWith("220 ");
    server.send("EHLO client\r\n");
    assertThat(server.replies()).startsWith("250-");
  }

  @Test
  void refusesAClientThatDoesNotWaitForTheGreeting() {
    EmbeddedServer server =
        connected(Altered.untrusted(Altered.time("greetingDelay", Duration.ofSeconds(5))));
    pass(server, 4);
    server.send("EHLO client\r\n");
    assertThat(server.replies()).isEqualTo("554 5.5.1 Wait for the greeting\r\n");
    assertThat(server.channel.isOpen()).isFalse();
    pass(server, 2);
    assertThat(server.replies()).isEmpty();
    assertThat(server.context.counters().figures().earlyTalkers()).isEqualTo(1);
  }

  @Test
  void aTrustedClientDoesNotWait() {
    EmbeddedServer server = connected(Altered.time("greetingDelay", Duration.ofSeconds(5)));
    assertThat(server.replies()).startsWith("220 ");
  }

  @Test
  void aClientHasToSayWhoItIs() {
    EmbeddedServer server = connected(Altered.time("greet", Duration.ofSeconds(20)));
    for (int i = 0; i < 4; i++) {
      pass(server, 4);
      server.send("NOOP\r\n");
    }
    server.replies();
    pass(server, 3);
    assertThat(server.channel.isOpen()).isTrue();
    pass(server, 1);
    assertEnded(server, IDLE);
  }

  @Test
  void aCommandThatDripsInIsNoSignOfLife() {
    EmbeddedServer server = connected(Altered.time("command", Duration.ofSeconds(30)));
    server.send("EHLO client\r\n");
    server.replies();
    for (int i = 0; i < 29; i++) {
      server.send("x");
      pass(server, 1);
    }
    assertThat(server.channel.isOpen()).isTrue();
    pass(server, 1);
    assertEnded(server, IDLE);
  }

  @Test
  void endsSilenceInData() {
    EmbeddedServer server = inData(Altered.time("silence", Duration.ofSeconds(30)));
    for (int i = 0; i < 3; i++) {
      pass(server, 29);
      server.send("x".repeat(10_000));
    }
    pass(server, 29);
    assertThat(server.channel.isOpen()).isTrue();
    pass(server, 1);
    assertEnded(server, IDLE);
  }

  @Test
  void endsDataThatTakesTooLong() {
    EmbeddedServer server = inData(Altered.time("data", Duration.ofSeconds(100)));
    for (int i = 0; i < 99; i++) {
      server.send("x".repeat(70) + "\r\n");
      pass(server, 1);
    }
    assertThat(server.channel.isOpen()).isTrue();
    pass(server, 1);
    assertEnded(server, "421 4.4.2 Message data took too long\r\n");
  }

  @Test
  void endsDataThatComesTooSlowly() {
    EmbeddedServer server = inData(Altered.time("minDataRate", 5L));
    server.send("a burst at the start ".repeat(50) + "\r\n");
    pass(server, 60);
    for (int i = 0; i < 59; i++) {
      server.send("xxxx");
      pass(server, 1);
    }
    assertThat(server.channel.isOpen()).isTrue();
    pass(server, 1);
    assertEnded(server, "421 4.4.2 Message data comes too slowly\r\n");
  }

  @Test
  void aClientThatReadsNoRepliesIsLeft() {
    EmbeddedServer server =
        connected(
            Altered.limits(
                old ->
                    Altered.with(
                        Altered.with(old, "time", Altered.with(old.time(), "command", SECONDS_30)),
                        "session",
                        Altered.with(old.session(), "junk", 1_000_000))));
    server.send("EHLO client\r\n");
    server.replies();
    server.refuseWrites();
    for (int i = 0; i < 10; i++) {
      server.send("HELP\r\n".repeat(2000));
      pass(server, 1);
    }
    assertThat(server.channel.config().isAutoRead()).isFalse();
    pass(server, 30);
    pass(server, 5);
    assertThat(server.channel.isOpen()).isFalse();
  }

  @Test
  void theServersOwnTimeCountsForNobody() {
    DeferredApplication deferred = new DeferredApplication();
    EmbeddedServer server =
        new EmbeddedServer(
            deferred, spool, 1000, Altered.time("command", Duration.ofSeconds(30)), "127.0.0.1");
    server.send("EHLO client\r\nMAIL FROM:<>\r\nRCPT TO:<b@example.net>\r\n");
    pass(server, 100);
    deferred.recipients.complete(List.of(Verdict.accept("2.1.5", "Recipient ok")));
    server.channel.runPendingTasks();
    pass(server, 29);
    assertThat(server.channel.isOpen()).isTrue();
    pass(server, 1);
    assertThat(server.channel.isOpen()).isFalse();
  }
}
