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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.api.listener.SessionStatus;
import org.waypost.smtp.session.OpenSessions;

/** What can be seen of open sessions from outside. */
class OpenSessionsTest {

  @TempDir private Path spool;

  private final EmbeddedServer first = server();
  private final OpenSessions sessions = first.context.tally().sessions();

  private EmbeddedServer server() {
    return new EmbeddedServer(new ScriptedApplication(), spool, 1000);
  }

  private SessionStatus status() {
    return sessions.page("test", null, 10).get(0);
  }

  @Test
  void followsASessionFromStateToState() {
    assertThat(status().state()).isEqualTo("CONNECTED");
    first.send("EHLO client.example\r\n");
    assertThat(status().state()).isEqualTo("GREETED");
    assertThat(status().helo()).isEqualTo("client.example");
    first.send("MAIL FROM:<>\r\n");
    assertThat(status().state()).isEqualTo("MAIL");
    first.send("RCPT TO:<b@example.net>\r\n");
    assertThat(status().state()).isEqualTo("RCPT");
    first.send("DATA\r\n");
    assertThat(status().state()).isEqualTo("DATA");
    first.send("text\r\n.\r\n");
    assertThat(status().state()).isEqualTo("GREETED");
    assertThat(status().messages()).isEqualTo(1);
    first.send("QUIT\r\n");
    assertThat(sessions.page(null, null, 10)).isEmpty();
    assertThat(sessions.size()).isZero();
  }

  @Test
  void countsOctetsAndSilence() {
    String greeting = first.replies();
    first.send("NOOP\r\n");
    assertThat(status().octetsIn()).isEqualTo(6);
    assertThat(status().octetsOut()).isEqualTo(greeting.length() + first.replies().length());
    first.channel.advanceTimeBy(7, TimeUnit.SECONDS);
    assertThat(status().idleMillis()).isEqualTo(7000);
  }

  @Test
  void pagesInTheOrderTheyBegan() {
    EmbeddedServer second = first.another();
    EmbeddedServer third = first.another();
    List<SessionStatus> all = sessions.page(null, null, 10);
    assertThat(all).hasSize(3);
    assertThat(sessions.page(null, null, 2)).extracting(SessionStatus::id).hasSize(2);
    assertThat(sessions.page(null, all.get(1).id(), 2))
        .extracting(SessionStatus::id)
        .containsExactly(all.get(2).id());
    var unused = second.channel.close();
    assertThat(sessions.page(null, all.get(0).id(), 2))
        .extracting(SessionStatus::id)
        .containsExactly(all.get(2).id());
    assertThat(third.channel.isOpen()).isTrue();
    assertThat(sessions.page("other", null, 2)).isEmpty();
    assertThatThrownBy(() -> sessions.page(null, null, 1001)).hasMessageContaining("1001");
  }

  @Test
  void endsASessionInTheMiddleOfData() {
    first.send("EHLO c\r\nMAIL FROM:<>\r\nRCPT TO:<b@example.net>\r\nDATA\r\n");
    first.send("text");
    first.replies();
    assertThat(sessions.end(status().id())).isTrue();
    assertThat(first.replies()).isEqualTo("421 4.3.2 Session ended by the administrator\r\n");
    assertThat(first.channel.isOpen()).isFalse();
    assertThat(first.memory.used()).isZero();
    assertThat(sessions.end("0")).isFalse();
  }
}
