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
package org.waypost.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waypost.api.smtp.MailContent;
import org.waypost.content.MemoryContent;

class LineEndsTest {

  private static byte[] ordered(byte[] octets) throws Exception {
    MailContent content = LineEnds.inOrder(new MemoryContent(octets));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    content.writeTo(out);
    assertThat(content.size()).isEqualTo(out.size());
    try (InputStream in = content.open()) {
      assertThat(in.readAllBytes()).isEqualTo(out.toByteArray());
    }
    return out.toByteArray();
  }

  @ParameterizedTest
  @CsvSource({
    "'', NL",
    "a, aNL",
    "aNL, aNL",
    "aR, aNL",
    "aL, aNL",
    "aRb, aNLbNL",
    "aLb, aNLbNL",
    "aRNL, aNLNL",
    "LR, NLNL",
    "RR, NLNL",
    "aNLNL, aNLNL",
    "LNL, NLNL"
  })
  void everyLineEndsInCrlf(String in, String out) throws Exception {
    assertThat(ordered(octets(in))).isEqualTo(octets(out));
  }

  private static byte[] octets(String text) {
    return text.replace("NL", "\r\n")
        .replace('R', '\r')
        .replace('L', '\n')
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void holdsForAnyOctets() throws Exception {
    Random random = new Random(42);
    byte[] alphabet = {'a', '.', '\r', '\n', '\r', '\n', (byte) 0xff};
    for (int round = 0; round < 3_000; round++) {
      byte[] octets = new byte[random.nextInt(40)];
      for (int i = 0; i < octets.length; i++) {
        octets[i] = alphabet[random.nextInt(alphabet.length)];
      }
      check(octets);
    }
    byte[] large = new byte[200_000];
    for (int i = 0; i < large.length; i++) {
      large[i] = alphabet[random.nextInt(alphabet.length)];
    }
    check(large);
  }

  private static void check(byte[] octets) throws Exception {
    byte[] once = ordered(octets);
    String text = new String(once, StandardCharsets.ISO_8859_1);
    String rest = text.replace("\r\n", "");

    assertThat(text).endsWith("\r\n");
    assertThat(rest).doesNotContain("\r").doesNotContain("\n");
    assertThat(rest)
        .isEqualTo(new String(octets, StandardCharsets.ISO_8859_1).replaceAll("[\\r\\n]", ""));
    assertThat(ordered(once)).isEqualTo(once);
  }

  @Test
  void whatIsInOrderIsHandedOnAsItIs() throws Exception {
    MailContent content = new MemoryContent(octets("aNLbNL"));

    assertThat(LineEnds.inOrder(content)).isSameAs(content);
  }

  @Test
  void skippingCountsTheOctetsThatComeOut() throws Exception {
    try (InputStream in = LineEnds.inOrder(new MemoryContent(octets("aLbLcL"))).open()) {
      assertThat(in.skip(3)).isEqualTo(3);
      assertThat(in.read()).isEqualTo('b');
    }
  }

  @Test
  void aNulIsRefused() throws IOException {
    assertThatExceptionOfType(InvalidSubmissionException.class)
        .isThrownBy(() -> LineEnds.inOrder(new MemoryContent(new byte[] {'a', 0, '\n'})));
  }
}
