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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.api.listener.ListenerLimits.Rate;
import org.waypost.api.listener.ListenerLimits.Rate.Subject;
import org.waypost.api.listener.ListenerLimits.Rate.Unit;

/** What a client is told that sends too much. */
class SessionRatesTest {

  private static final Duration DAY = Duration.ofDays(1);
  private static final String MAIL = "MAIL FROM:<a@example.com>\r\n";
  private static final String MESSAGE =
      MAIL + "RCPT TO:<b@example.net>\r\nDATA\r\n0123456789\r\n.\r\n";

  @TempDir private Path spool;

  private EmbeddedServer greeted(Rate rate) {
    EmbeddedServer server =
        new EmbeddedServer(
            new ScriptedApplication(), spool, 1000, Altered.rates(rate), "192.0.2.1");
    server.send("EHLO client\r\n");
    server.replies();
    return server;
  }

  @Test
  void refusesMessagesOverARateAtMail() {
    EmbeddedServer server = greeted(new Rate(Subject.ADDRESS, Unit.MESSAGES, 2, DAY));
    server.converse(MESSAGE + MESSAGE);
    assertThat(server.replies()).contains("250 2.6.0").doesNotContain("450");
    server.send(MAIL);
    assertThat(server.replies())
        .isEqualTo("450 4.7.1 Too many messages of your address for now, try later\r\n");
    EmbeddedServer again = server.another("192.0.2.1");
    again.send("EHLO client\r\n" + MAIL);
    assertThat(again.replies()).contains("450 4.7.1");
    EmbeddedServer other = server.another("192.0.2.2");
    other.send("EHLO client\r\n" + MAIL);
    assertThat(other.replies()).endsWith("250 2.1.0 Sender taken\r\n");
    assertThat(server.context.counters().figures().rateLimited()).isEqualTo(2);
    assertThat(server.context.counters().figures().errors()).isZero();
  }

  @Test
  void refusesRecipientsOverARateAmongTheOthers() {
    EmbeddedServer server = greeted(new Rate(Subject.SENDER_DOMAIN, Unit.RECIPIENTS, 2, DAY));
    server.send(MAIL + "RCPT TO:<b@example.net>\r\n".repeat(3) + "NOOP\r\n");
    assertThat(server.replies())
        .isEqualTo(
            """
            250 2.1.0 Sender taken\r
            250 2.1.5 Recipient ok\r
            250 2.1.5 Recipient ok\r
            450 4.7.1 Too many recipients of this sender domain for now, try later\r
            250 2.0.0 OK\r
            """);
  }

  @Test
  void refusesOctetsOverARateByTheDeclaredAndTheActualSize() {
    EmbeddedServer server = greeted(new Rate(Subject.ADDRESS, Unit.BYTES, 20, DAY));
    server.converse(MESSAGE + "MAIL FROM:<> SIZE=9\r\n");
    String refusal = "450 4.7.1 Too many octets of your address for now, try later\r\n";
    assertThat(server.replies()).endsWith(refusal);
    server.converse(MESSAGE);
    assertThat(server.replies()).endsWith("250 2.6.0 Queued\r\n");
    server.send(MAIL);
    assertThat(server.replies()).isEqualTo(refusal);
  }
}
