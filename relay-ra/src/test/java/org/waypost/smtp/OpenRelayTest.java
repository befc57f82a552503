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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.api.mail.Recipient;
import org.waypost.api.mail.Verdict;
import org.waypost.api.smtp.Credentials;
import org.waypost.api.smtp.Envelope;
import org.waypost.api.smtp.MailContent;
import org.waypost.api.smtp.SessionInfo;
import org.waypost.api.smtp.SignInAnswer;
import org.waypost.smtp.session.ListenerSettings;
import org.waypost.smtp.session.SmtpApplication;

/** No spelling of a recipient gets a stranger's mail relayed, on a listener of any role. */
class OpenRelayTest {

  private record Row(String spelling, int trusted, int stranger) {}

  @TempDir private Path spool;

  @TestFactory
  Stream<DynamicTest> strangersRelayNothing() throws Exception {
    List<DynamicTest> tests = new ArrayList<>();
    for (String role : List.of("relay", "submission", "lmtp")) {
      ListenerSettings settings =
          TranscriptSettings.apply(
              "untrusted", TranscriptSettings.apply(role, EmbeddedServer.SETTINGS));
      for (Row row : table()) {
        assertThat(row.stranger()).isIn(550, 501, 553);
        tests.add(
            dynamicTest(
                role + " " + row.spelling(),
                () -> assertThat(reply(row, settings)).startsWith(row.stranger() + " 5.")));
      }
    }
    return tests.stream();
  }

  /** Which shows that it is not for another reason that strangers are refused. */
  @TestFactory
  Stream<DynamicTest> othersRelayWhatIsAnAddress() throws Exception {
    return table().stream()
        .map(
            row ->
                dynamicTest(
                    row.spelling(),
                    () ->
                        assertThat(reply(row, EmbeddedServer.SETTINGS))
                            .startsWith(row.trusted() + " ")));
  }

  private String reply(Row row, ListenerSettings settings) {
    EmbeddedServer server = new EmbeddedServer(new RelayForTheTrusted(), spool, 1000, settings);
    server.send("EHLO c\r\nLHLO c\r\nMAIL FROM:<a@example.com> SMTPUTF8\r\n");
    assertThat(server.replies()).endsWith("250 2.1.0 Sender taken\r\n");
    server.send("RCPT TO:" + Transcript.unescape(row.spelling()) + "\r\n");
    String reply = server.replies();
    assertThat(reply).hasLineCount(1);
    var unused = server.channel.close();
    return reply;
  }

  private static List<Row> table() throws Exception {
    Path file = Path.of(OpenRelayTest.class.getResource("/relay/recipients.txt").toURI());
    List<Row> rows = new ArrayList<>();
    for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
      if (line.startsWith("#")) {
        continue;
      }
      String[] columns = line.split("\t", -1);
      if (columns.length != 3) {
        throw new IOException("Not a row of the table: " + line);
      }
      rows.add(new Row(columns[0], Integer.parseInt(columns[1]), Integer.parseInt(columns[2])));
    }
    assertThat(rows).hasSizeGreaterThan(40);
    return rows;
  }

  /** The rule of the product: whoever is not known has nothing relayed. */
  private static final class RelayForTheTrusted implements SmtpApplication {
    @Override
    public CompletionStage<SignInAnswer> signIn(
        SessionInfo session, Credentials credentials, BooleanSupplier wanted) {
      return CompletableFuture.completedFuture(new SignInAnswer.Refused());
    }

    @Override
    public CompletionStage<List<Verdict>> recipients(
        Envelope envelope, List<Recipient> candidates, BooleanSupplier wanted) {
      SessionInfo session = envelope.session();
      Verdict verdict =
          session.user() != null || session.trusted()
              ? Verdict.accept("2.1.5", "Ok")
              : Verdict.permanent(550, "5.7.1", "Relaying denied");
      return CompletableFuture.completedFuture(candidates.stream().map(c -> verdict).toList());
    }

    @Override
    public CompletionStage<Verdict> accept(
        Envelope envelope, MailContent content, BooleanSupplier wanted) {
      throw new AssertionError("No message is sent");
    }
  }
}
