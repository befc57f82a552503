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
package org.waypost.test.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waypost.test.mail.SampleMail;
import org.waypost.test.smtp.SmtpProbe;
import org.waypost.test.smtp.SmtpReply;

class MailSinkTest {

  private final MailSink sink = MailSink.start();

  @AfterEach
  void stop() {
    sink.close();
  }

  @Test
  void keepsEnvelopeAndExactOctets() throws IOException {
    byte[] mail = SampleMail.dots("dots");
    try (SmtpProbe client = SmtpProbe.greeted(sink.port())) {
      SmtpReply reply =
          client.mail("a@x.test", "BODY=8BITMIME", List.of("b@y.test", "c@y.test"), mail);
      assertThat(reply.code()).isEqualTo(250);
    }

    ReceivedMail received = sink.received().get(0);
    assertThat(received.content()).isEqualTo(mail);
    assertThat(received.sender()).isEqualTo("a@x.test");
    assertThat(received.recipients()).containsExactly("b@y.test", "c@y.test");
    assertThat(received.senderParameters()).containsExactly("BODY=8BITMIME");
    assertThat(received.header("x-test-id")).contains("dots");
    assertThat(sink.violations()).isEmpty();
  }

  @Test
  void answersAPipelinedGroupInOneGo() throws IOException {
    try (SmtpProbe client = SmtpProbe.greeted(sink.port())) {
      client.send("MAIL FROM:<>\r\nRCPT TO:<b@y.test>\r\nRCPT TO:<c@y.test>\r\nDATA\r\n");
      client.expect(250);
      client.expect(250);
      client.expect(250);
      client.expect(354);
      client.send(".\r\n");
      client.expect(250);
    }
    assertThat(sink.received().get(0).sender()).isEmpty();
    assertThat(sink.received().get(0).size()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\rb\r\n", "a\nb\r\n", "a\0b\r\n", ".\r.\r\n", ".x\r\n", "a\r\r\n"})
  void notesWhatTheProtocolForbids(String body) throws IOException {
    try (SmtpProbe client = SmtpProbe.greeted(sink.port())) {
      client.send("MAIL FROM:<>\r\nRCPT TO:<b@y.test>\r\n");
      client.expect(250);
      client.expect(250);
      client.command("DATA", 354);
      client.send(body + ".\r\n");
      client.expect(250);
    }
    assertThat(sink.violations()).isNotEmpty();
    assertThat(sink.received().get(0).content())
        .isEqualTo(body.getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void refusesTheRecipientsThatTheScriptNames() throws IOException {
    sink.follow(
        SinkScript.recipients(r -> r.startsWith("no"), SinkAction.reply("550 5.1.1 Nobody")));
    try (SmtpProbe client = SmtpProbe.greeted(sink.port())) {
      client.command("MAIL FROM:<a@x.test>", 250);
      client.command("RCPT TO:<no@y.test>", 550);
      client.command("RCPT TO:<yes@y.test>", 250);
      client.command("DATA", 354);
      client.send("x\r\n.\r\n");
      client.expect(250);
    }
    assertThat(sink.received().get(0).recipients()).containsExactly("yes@y.test");
  }

  @Test
  void keepsAMailWhoseReplyItSwallows() throws IOException {
    sink.follow(SinkScript.first(1, Stage.END_OF_DATA, SinkAction.keepAndDrop()));
    try (SmtpProbe client = SmtpProbe.greeted(sink.port())) {
      assertThatThrownBy(() -> client.mail("a@x.test", List.of("b@y.test"), SampleMail.plain("1")))
          .isInstanceOf(EOFException.class);
    }
    assertThat(sink.received()).hasSize(1);
  }

  @Test
  void dropsOrIsSilentAsTheScriptSays() throws IOException {
    sink.follow(SinkScript.always(Stage.MAIL, SinkAction.drop()));
    try (SmtpProbe client = SmtpProbe.greeted(sink.port())) {
      assertThatThrownBy(() -> client.command("MAIL FROM:<>")).isInstanceOf(EOFException.class);
    }
    sink.follow(SinkScript.always(Stage.GREETING, SinkAction.silence()));
    try (SmtpProbe client = SmtpProbe.connect(sink.port(), Duration.ofMillis(200))) {
      assertThatThrownBy(client::read).isInstanceOf(java.net.SocketTimeoutException.class);
    }
  }

  @Test
  void presentsItselfAsAnOldServer() throws IOException {
    try (MailSink old = MailSink.start(SinkOptions.modern().refusingEhlo());
        SmtpProbe client = SmtpProbe.connect(old.port())) {
      client.expect(220);
      client.command("EHLO x", 502);
      client.command("HELO x", 250);
      client.mail("a@x.test", List.of("ö@y.test"), SampleMail.eightBit("1"));
      assertThat(old.violations())
          .containsExactly("non-ASCII RCPT without SMTPUTF8", "8-bit data without BODY=8BITMIME");
    }
  }

  @Test
  void meetsTheSameTroubleWithTheSameSeed() {
    SinkScript one = new SeededTrouble(42, 0.3, 0.2);
    SinkScript two = new SeededTrouble(42, 0.3, 0.2);
    for (long connection = 1; connection < 200; connection++) {
      SinkStep step = new SinkStep(Stage.MAIL, connection, 1, "", "", List.of());
      assertThat(one.at(step)).isEqualTo(two.at(step));
    }
  }

  @Test
  void waitsForMailAndSaysWhatCameInstead() {
    assertThatThrownBy(() -> sink.await(mail -> true, Duration.ofMillis(50)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("0 of 1");
  }
}
