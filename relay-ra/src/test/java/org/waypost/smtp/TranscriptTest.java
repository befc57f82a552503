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
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every transcript gives the same, whatever pieces the client's octets arrive in. */
class TranscriptTest {

  @TempDir private Path spool;

  @TestFactory
  Stream<DynamicTest> transcripts() throws IOException, URISyntaxException {
    Path folder = Path.of(TranscriptTest.class.getResource("/transcripts").toURI());
    List<DynamicTest> tests = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        Transcript transcript = Transcript.read(file);
        String name = file.getFileName().toString();
        for (long threshold : new long[] {1 << 20, 0}) {
          String kept = threshold == 0 ? " (file)" : " (memory)";
          tests.add(dynamicTest(name + " by turns" + kept, () -> byTurns(transcript, threshold)));
          tests.add(dynamicTest(name + " by octets" + kept, () -> byOctets(transcript, threshold)));
          tests.add(dynamicTest(name + " at once" + kept, () -> atOnce(transcript, threshold)));
        }
      }
    }
    return tests.stream();
  }

  private void byTurns(Transcript transcript, long threshold) throws IOException {
    ScriptedApplication application = new ScriptedApplication();
    EmbeddedServer server =
        new EmbeddedServer(application, spool, threshold, transcript.settings());
    for (Transcript.Turn turn : transcript.turns()) {
      if (!turn.sent().isEmpty()) {
        server.send(turn.sent());
      }
      assertThat(server.replies()).isEqualTo(turn.replies());
    }
    checkEnd(transcript, application, server);
  }

  private void byOctets(Transcript transcript, long threshold) throws IOException {
    ScriptedApplication application = new ScriptedApplication();
    EmbeddedServer server =
        new EmbeddedServer(application, spool, threshold, transcript.settings());
    for (Transcript.Turn turn : transcript.turns()) {
      for (char octet : turn.sent().toCharArray()) {
        server.send(String.valueOf(octet));
      }
      assertThat(server.replies()).isEqualTo(turn.replies());
    }
    checkEnd(transcript, application, server);
  }

  private void atOnce(Transcript transcript, long threshold) throws IOException {
    ScriptedApplication application = new ScriptedApplication();
    EmbeddedServer server =
        new EmbeddedServer(application, spool, threshold, transcript.settings());
    StringBuilder sent = new StringBuilder();
    StringBuilder replies = new StringBuilder();
    for (Transcript.Turn turn : transcript.turns()) {
      sent.append(turn.sent());
      replies.append(turn.replies());
      // Data that comes before it is asked for is refused.
      if (turn.replies().contains("354 ")) {
        server.send(sent.toString());
        sent.setLength(0);
      }
    }
    server.send(sent.toString());
    assertThat(server.replies()).isEqualTo(replies.toString());
    checkEnd(transcript, application, server);
  }

  private void checkEnd(
      Transcript transcript, ScriptedApplication application, EmbeddedServer server)
      throws IOException {
    assertThat(application.messages)
        .extracting(ScriptedApplication.Message::toString)
        .isEqualTo(transcript.messages());
    assertThat(server.channel.isOpen()).isEqualTo(!transcript.closed());
    var unused = server.channel.close();
    assertThat(server.memory.used()).isZero();
    try (Stream<Path> left = Files.list(spool)) {
      assertThat(left).isEmpty();
    }
  }
}
