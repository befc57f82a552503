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
package org.waypost.smtpclient;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DotStuffingTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|.^",
        "a^|a^.^",
        "a|a^.^",
        ".|..^.^",
        ".^|..^.^",
        "..a^.b^|...a^..b^.^",
        "a.b^c.^|a.b^c.^.^",
        "a^^.^|a^^..^.^",
        "a~.~b|a~..~b^.^",
        "a~|a~^.^",
      })
  void doublesDotsAndEndsTheMessage(String message, String wire) throws IOException {
    for (int blockSize : new int[] {16, 17, 64}) {
      for (int step = 1; step < 8; step++) {
        assertThat(stuffed(octets(message), blockSize, step)).isEqualTo(octets(wire));
      }
    }
  }

  /** Not even to a peer that takes a bare CR or LF for a line end. */
  @Test
  void nothingButTheEndLooksLikeAnEnd() throws IOException {
    Random random = new Random(4871);
    for (int round = 0; round < 5000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(30); i > 0; i--) {
        text.append("\r\n..a\r".charAt(random.nextInt(6)));
      }
      byte[] wire = stuffed(text.toString().getBytes(StandardCharsets.US_ASCII), 16, 3);
      String seen = "\r\n" + new String(wire, StandardCharsets.US_ASCII);
      assertThat(seen.split("[\r\n]\\.[\r\n]", -1)).as("%s", seen).hasSize(2);
      assertThat(seen).endsWith("\r\n.\r\n");
    }
  }

  @Test
  void changesNothingElse() throws IOException {
    byte[] all = new byte[100_000];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) (i % 251 == '.' ? 'x' : i % 251);
    }
    byte[] wire = stuffed(all, 4096, 1000);
    assertThat(wire).startsWith(all).hasSize(all.length + 5);
  }

  private static byte[] octets(String text) {
    return text.replace("^", "\r\n").replace("~", "\n").getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] stuffed(byte[] message, int blockSize, int step) throws IOException {
    ByteArrayOutputStream wire = new ByteArrayOutputStream();
    DotStuffing out = new DotStuffing(wire, new byte[blockSize]);
    for (int i = 0; i < message.length; i += step) {
      out.write(message, i, Math.min(step, message.length - i));
    }
    out.end();
    return wire.toByteArray();
  }
}
