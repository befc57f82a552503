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
package org.waypost.plugins.milter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.waypost.plugins.milter.ScriptedMilter.packet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.waypost.api.mail.Reply;
import org.waypost.plugins.service.TextMail;

class MilterClientTest {

  private static final int ALL = 0xFF;
  private static final TextMail MAIL = TextMail.of("From: a@b.example\nSubject: x\n y\n\nhello\n");

  private static MilterClient client(ScriptedMilter milter, Duration step) {
    return new MilterClient(
        milter.address(),
        new MilterClient.Limits(Duration.ofSeconds(5), step, Duration.ofSeconds(10), 1, 100));
  }

  private static MilterResult tell(ScriptedMilter milter) throws IOException {
    try (MilterClient client = client(milter, Duration.ofSeconds(5))) {
      return client.tell(envelope(), MAIL);
    }
  }

  private static MilterEnvelope envelope() throws IOException {
    return new MilterEnvelope(
        InetAddress.getByName("192.0.2.1"),
        "[192.0.2.1]",
        "client.example",
        "s@example.com",
        List.of("one@example.org", "two@example.org"),
        Map.of("i", "id-1", "j", "relay.example", "{auth_authen}", "user"));
  }

  @Test
  void allIsToldInItsOrder() throws IOException {
    try (ScriptedMilter milter = new ScriptedMilter(ALL, 0x100000, Map.of())) {
      assertThat(tell(milter).verdict()).isEqualTo(MilterResult.Verdict.ACCEPT);
      assertThat(milter.told())
          .startsWith(
              "DCj|relay.example|",
              "C[192.0.2.1]|4||192.0.2.1|",
              "Hclient.example|",
              "DMi|id-1|{auth_authen}|user|",
              "M<s@example.com>|",
              "DR{rcpt_addr}|one@example.org|",
              "R<one@example.org>|",
              "DR{rcpt_addr}|two@example.org|",
              "R<two@example.org>|",
              "DTi|id-1|",
              "T",
              "LFrom| a@b.example|",
              "LSubject| x\n y|",
              "DNi|id-1|",
              "N",
              "Bhello\r\n",
              "DEi|id-1|",
              "E");
    }
  }

  @Test
  void whatItDoesNotWantIsNotTold() throws IOException {
    int onlyRecipientsAndEnd = 0x1 | 0x2 | 0x4 | 0x10 | 0x20 | 0x40 | 0x200;
    try (ScriptedMilter milter = new ScriptedMilter(ALL, onlyRecipientsAndEnd, Map.of())) {
      tell(milter);
      assertThat(milter.told().stream().filter(each -> each.charAt(0) != 'D'))
          .startsWith("R<one@example.org>|", "R<two@example.org>|", "E");
    }
  }

  @Test
  void whatItDoesNotAnswerIsNotWaitedFor() throws IOException {
    int silent = 0x80 | 0x1000 | 0x2000 | 0x4000 | 0x8000 | 0x10000 | 0x40000 | 0x80000;
    Map<Character, List<byte[]>> none =
        Map.of(
            'C', List.of(), 'H', List.of(), 'M', List.of(), 'R', List.of(), 'T', List.of(), 'L',
            List.of(), 'N', List.of(), 'B', List.of());
    try (ScriptedMilter milter = new ScriptedMilter(ALL, silent, none)) {
      assertThat(tell(milter).verdict()).isEqualTo(MilterResult.Verdict.ACCEPT);
    }
  }

  @Test
  void changesComeInTheirOrder() throws IOException {
    List<byte[]> end =
        List.of(
            packet('p', ""),
            packet('h', "X-Last\0one\0"),
            packet('i', "\0\0\0\1X-First\0two\n\tlines\0"),
            packet('m', "\0\0\0\2Received\0\0"),
            packet('e', "<new@example.com>\0SIZE=1\0"),
            packet('+', "<three@example.org>\0"),
            packet('-', "<two@example.org>\0"),
            packet('b', "new "),
            packet('b', "body"),
            packet('q', "looks odd\0"),
            packet('a', ""));
    try (ScriptedMilter milter = new ScriptedMilter(ALL, 0, Map.of('E', end))) {
      MilterResult result = tell(milter);
      assertThat(result.changes())
          .containsExactly(
              new Change.AddHeader("X-Last", "one"),
              new Change.InsertHeader(1, "X-First", "two\n\tlines"),
              new Change.ChangeHeader(2, "Received", ""),
              new Change.ChangeSender("<new@example.com>"),
              new Change.AddRecipient("<three@example.org>"),
              new Change.RemoveRecipient("<two@example.org>"),
              new Change.Quarantine("looks odd"));
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      result.body().orElseThrow().writeTo(body);
      assertThat(body).hasToString("new body");
    }
  }

  @Test
  void aRecipientAloneMayBeRefused() throws IOException {
    Map<Character, List<byte[]>> refuse =
        Map.of('R', List.of(packet('y', "550 5.1.1 no such user\0")));
    try (ScriptedMilter milter = new ScriptedMilter(ALL, 0, refuse)) {
      MilterResult result = tell(milter);
      assertThat(result.verdict()).isEqualTo(MilterResult.Verdict.REFUSE);
      assertThat(result.refused()).hasSize(2);
      assertThat(result.reply()).contains(Reply.of(550, "5.1.1", "no such user"));
    }
  }

  @Test
  void itRefusesInWordsOfItsOwn() throws IOException {
    Map<Character, List<byte[]>> refuse =
        Map.of('N', List.of(packet('y', "451-4.7.1 not\r\n451 4.7.1 now\0")));
    try (ScriptedMilter milter = new ScriptedMilter(ALL, 0, refuse)) {
      assertThat(tell(milter).reply()).contains(Reply.of(451, "4.7.1", "not\nnow"));
    }
    try (ScriptedMilter milter =
        new ScriptedMilter(ALL, 0, Map.of('M', List.of(packet('t', ""))))) {
      assertThat(tell(milter).reply().orElseThrow().code()).isEqualTo(451);
    }
    try (ScriptedMilter milter =
        new ScriptedMilter(ALL, 0, Map.of('E', List.of(packet('d', ""))))) {
      assertThat(tell(milter).verdict()).isEqualTo(MilterResult.Verdict.DISCARD);
    }
  }

  @Test
  void theRestOfABodyIsSkipped() throws IOException {
    TextMail large = TextMail.of("Subject: x\n\n" + "y".repeat(99).concat("\n").repeat(3000));
    try (ScriptedMilter milter =
            new ScriptedMilter(ALL, 0x400, Map.of('B', List.of(packet('s', ""))));
        MilterClient client = client(milter, Duration.ofSeconds(5))) {
      client.tell(envelope(), large);
      assertThat(milter.told().stream().filter(each -> each.startsWith("B"))).hasSize(1);
    }
  }

  @Test
  void whoBreaksTheProtocolHasFailed() throws IOException {
    List<List<byte[]>> wrong =
        List.of(
            List.of(packet('z', "")),
            List.of(packet('s', "")),
            List.of(packet('y', "250 fine\0")),
            List.of(packet('b', "x".repeat(101)), packet('c', "")));
    for (List<byte[]> each : wrong) {
      try (ScriptedMilter milter = new ScriptedMilter(ALL, 0, Map.of('E', each))) {
        assertThatThrownBy(() -> tell(milter)).isInstanceOf(IOException.class);
      }
    }
    try (ScriptedMilter milter =
        new ScriptedMilter(0, 0, Map.of('E', List.of(packet('h', "A\0b\0"), packet('c', ""))))) {
      assertThatThrownBy(() -> tell(milter)).isInstanceOf(ProtocolException.class);
    }
    try (ScriptedMilter milter = new ScriptedMilter(0x4000, 0, Map.of())) {
      assertThatThrownBy(() -> tell(milter)).hasMessageContaining("more than was offered");
    }
  }

  @Test
  void aConnectionIsKeptForTheSameClientAlone() throws IOException {
    try (ScriptedMilter milter = new ScriptedMilter(ALL, 0, Map.of());
        MilterClient client = client(milter, Duration.ofSeconds(5))) {
      client.tell(envelope(), MAIL);
      client.tell(envelope(), MAIL);
      assertThat(milter.told().stream().filter(each -> each.startsWith("C"))).hasSize(1);
      assertThat(milter.told().stream().filter(each -> each.startsWith("M"))).hasSize(2);
      assertThat(client.kept()).isEqualTo(1);
    }
  }

  @Test
  void aConnectionThatTheMilterGaveUpIsReplaced() throws IOException {
    // It hangs up after the end of each message.
    Map<Character, List<byte[]>> once = Map.of('E', List.of(packet('c', ""), new byte[0]));
    try (ScriptedMilter milter = new ScriptedMilter(ALL, 0, once);
        MilterClient client = client(milter, Duration.ofSeconds(5))) {
      client.tell(envelope(), MAIL);
      client.tell(envelope(), MAIL);
      assertThat(milter.told().stream().filter(each -> each.startsWith("C"))).hasSize(2);
    }
  }

  @Test
  void whoDoesNotAnswerIsNotWaitedForLonger() throws IOException {
    try (ScriptedMilter milter = new ScriptedMilter(ALL, 0, Map.of('H', List.of()));
        MilterClient client = client(milter, Duration.ofMillis(200))) {
      assertThatThrownBy(() -> client.tell(envelope(), MAIL))
          .isInstanceOf(SocketTimeoutException.class);
    }
  }
}
