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

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.smtp.session.ListenerSettings;

/** No sequence of the table makes two messages out of one, whatever the listener does with it. */
class SmugglingTest {

  private static final String BEFORE = "Subject: one\r\n\r\ntext";
  private static final String BEHIND =
      "MAIL FROM:<evil@example.com>\r\nRCPT TO:<victim@example.net>\r\nDATA\r\ntwo\r\n";

  @TempDir private Path spool;

  @TestFactory
  Stream<DynamicTest> sequences() throws Exception {
    Path table = Path.of(SmugglingTest.class.getResource("/smuggling/sequences.txt").toURI());
    ListenerSettings refusing = EmbeddedServer.SETTINGS;
    ListenerSettings normalising = TranscriptSettings.apply("normalise", refusing);
    List<String> lines = Files.readAllLines(table, StandardCharsets.ISO_8859_1);
    return lines.stream()
        .filter(line -> !line.startsWith("#"))
        .flatMap(
            line -> {
              String content = BEFORE + Transcript.unescape(line) + BEHIND;
              return Stream.of(
                  dynamicTest(line + " refused", () -> refused(content, refusing)),
                  dynamicTest(line + " normalised", () -> normalised(content, normalising)));
            });
  }

  private void refused(String content, ListenerSettings settings) {
    boolean clean = normalise(content).equals(content);
    for (Way way : Way.values()) {
      ScriptedApplication application = new ScriptedApplication();
      String reply = way.send(content, new EmbeddedServer(application, spool, 1000, settings));
      assertThat(reply).startsWith(clean ? "250 " : "550 5.6.0 ").contains("\r\n").hasLineCount(1);
      assertThat(application.messages).hasSize(clean ? 1 : 0);
    }
  }

  private void normalised(String content, ListenerSettings settings) {
    for (Way way : Way.values()) {
      ScriptedApplication application = new ScriptedApplication();
      String reply = way.send(content, new EmbeddedServer(application, spool, 1000, settings));
      assertThat(reply).startsWith("250 ").hasLineCount(1);
      String expected = normalise(way.isStuffed() ? unstuff(content) : content);
      assertThat(application.messages)
          .extracting(ScriptedApplication.Message::content)
          .containsExactly(expected);
    }
  }

  /** RFC 5321 4.5.2, for lines that end with CRLF. */
  private static String unstuff(String content) {
    return content.replace("\r\n.", "\r\n");
  }

  private static String normalise(String content) {
    return content.replaceAll("\r\n|\r|\n", "\r\n").replace("\0", "");
  }

  private enum Way {
    DATA_AT_ONCE,
    DATA_BY_OCTETS,
    ONE_CHUNK,
    CHUNKS_OF_AN_OCTET;

    boolean isStuffed() {
      return this == DATA_AT_ONCE || this == DATA_BY_OCTETS;
    }

    /** What is answered to the message. */
    String send(String content, EmbeddedServer server) {
      server.send("EHLO c\r\nMAIL FROM:<a@example.com>\r\nRCPT TO:<b@example.net>\r\n");
      server.replies();
      if (isStuffed()) {
        server.send("DATA\r\n");
        server.replies();
        server.sendInPieces(content + ".\r\n", this == DATA_AT_ONCE ? Integer.MAX_VALUE : 1);
        return server.replies();
      }
      if (this == CHUNKS_OF_AN_OCTET) {
        for (int i = 0; i < content.length(); i++) {
          server.send("BDAT 1\r\n" + content.charAt(i));
          String reply = server.replies();
          if (!reply.startsWith("250 ")) {
            return reply;
          }
        }
        server.send("BDAT 0 LAST\r\n");
        return server.replies();
      }
      server.send("BDAT " + content.length() + " LAST\r\n" + content);
      return server.replies();
    }
  }
}
