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
package org.waypost.smtp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DataDecoderTest {

  private static final int NO_LIMIT = 1 << 30;

  /** What stuffing did on one side is undone on the other, wherever the input is cut. */
  @Test
  void undoesDotStuffingForAnyContentInAnyPieces() {
    Random random = new Random(5321);
    for (int round = 0; round < 3000; round++) {
      String content = randomLines(random);
      byte[] sent = (content.replaceAll("(?m)^\\.", "..") + ".\r\nREST").getBytes(LATIN);
      DataDecoder decoder = new DataDecoder(NO_LIMIT);
      ByteArrayOutputStream kept = new ByteArrayOutputStream();
      int at = 0;
      while (!decoder.atEnd()) {
        int end = Math.min(sent.length, at + 1 + random.nextInt(40));
        at = decoder.decode(sent, at, end, kept::write);
      }
      assertThat(kept.toString(LATIN)).isEqualTo(content);
      assertThat(decoder.fault()).isNull();
      assertThat(sent.length - at).isEqualTo(4);
      assertThat(decoder.hasEightBit()).isEqualTo(content.chars().anyMatch(c -> c > 127));
    }
  }

  /** Any octets at all: one end, and what the plain rules say about it. */
  @Test
  void agreesWithAPlainReadingOfTheRulesForAnyOctets() {
    Random random = new Random(2308);
    String alphabet = "\r\n\0.a\r\n";
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(20); i >= 0; i--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      text.append("\r\n.\r\n");
      byte[] sent = text.toString().getBytes(LATIN);
      DataDecoder decoder = new DataDecoder(NO_LIMIT);
      int at = 0;
      while (!decoder.atEnd()) {
        int end = Math.min(sent.length, at + 1 + random.nextInt(10));
        at = decoder.decode(sent, at, end, (octets, offset, count) -> {});
      }
      int end = ("\r\n" + text).indexOf("\r\n.\r\n") + 3;
      assertThat(at).as("%s", text).isEqualTo(end);
      String data = text.substring(0, end);
      boolean faulty =
          data.indexOf('\0') >= 0 || data.replace("\r\n", "").matches("(?s).*[\r\n].*");
      assertThat(decoder.fault() != null).as("%s", text).isEqualTo(faulty);
    }
  }

  /**
   * Normalised content has whole lines only, is the same however it came, and comes back the same
   * from a server that it is stuffed for.
   */
  @Test
  void normalisesAnyOctetsToWhatCanBeSentOn() {
    Random random = new Random(3030);
    LineRules rules = new LineRules(NO_LIMIT, true);
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(20); i >= 0; i--) {
        text.append("\r\n\0.a\r\n".charAt(random.nextInt(7)));
      }
      String sent = text + "\r\n.\r\n";
      sent = sent.substring(0, ("\r\n" + sent).indexOf("\r\n.\r\n") + 3);
      String unstuffed =
          ("\r\n" + sent.substring(0, sent.length() - 3)).replace("\r\n.", "\r\n").substring(2);
      String expected = unstuffed.replaceAll("\r\n|\r|\n", "\r\n").replace("\0", "");
      assertThat(decode(new DataDecoder(rules), sent, random)).isEqualTo(expected);
      assertThat(decode(new ChunkDecoder(rules), unstuffed, random)).isEqualTo(expected);
      String wire = ("\r\n" + expected).replace("\r\n.", "\r\n..").substring(2) + ".\r\n";
      assertThat(("\r\n" + wire).split("[\r\n]\\.[\r\n]", -1)).as("%s", wire).hasSize(2);
      assertThat(decode(new DataDecoder(NO_LIMIT), wire, random)).isEqualTo(expected);
    }
  }

  private static String decode(ContentDecoder decoder, String sent, Random random) {
    byte[] octets = sent.getBytes(LATIN);
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    int at = 0;
    while (at < octets.length) {
      at =
          decoder.decode(
              octets, at, Math.min(octets.length, at + 1 + random.nextInt(10)), kept::write);
    }
    decoder.end(kept::write);
    assertThat(decoder.fault()).isNull();
    return kept.toString(LATIN);
  }

  @Test
  void passesWholeLinesOnInOneRun() {
    byte[] sent = ("a line of text\r\n".repeat(100) + ".\r\n").getBytes(LATIN);
    int[] runs = {0};
    new DataDecoder(NO_LIMIT).decode(sent, 0, sent.length, (o, from, count) -> runs[0]++);
    assertThat(runs[0]).isLessThanOrEqualTo(2);
  }

  private static final Charset LATIN = StandardCharsets.ISO_8859_1;

  private static String randomLines(Random random) {
    StringBuilder content = new StringBuilder();
    for (int line = random.nextInt(6); line > 0; line--) {
      for (int i = random.nextInt(30); i > 0; i--) {
        int kind = random.nextInt(10);
        content.append(kind < 3 ? '.' : kind == 3 ? '\t' : (char) ('a' + random.nextInt(26)));
      }
      content.append(random.nextInt(8) == 0 ? "\u00e9\r\n" : "\r\n");
    }
    return content.toString();
  }
}
