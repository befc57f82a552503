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
package org.waypost.api.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PunycodeTest {

  // RFC 3492 7.1, where the label is short enough for a domain.
  @ParameterizedTest
  @CsvSource({
    "他们为什么不说中文, ihqwcrb4cv8a8dqg056pqjye",
    "他們爲什麽不說中文, ihqwctvzc91f659drss3x8bo0yb",
    "почемужеонинеговорятпорусски, b1abfaaepdrnnbgefbadotcwatmq2g4l",
    "３年b組金八先生, 3B-ww4c5e180e575a65lsy2b",
    "bücher, bcher-kva",
    "faß, fa-hia",
    "βόλος, nxasmm1c"
  })
  void encodes(String label, String expected) {
    int[] codePoints = label.replace("３", "3").codePoints().toArray();
    assertThat(Punycode.encode(codePoints)).isEqualToIgnoringCase(expected);
  }

  /** Where IDNA of 2003 maps nothing, both give the same. */
  @Test
  void agreesWithThePlatform() {
    Random random = new Random(3492);
    int[] starts = {'a', 0xE0, 0x3B1, 0x430, 0x4E00, 0xAC00};
    for (int round = 0; round < 5000; round++) {
      StringBuilder label = new StringBuilder();
      for (int i = 1 + random.nextInt(8); i > 0; i--) {
        label.appendCodePoint(starts[random.nextInt(starts.length)] + random.nextInt(16));
      }
      String text = label.toString();
      if (text.matches("[a-z-]*") || text.contains("\u03C2")) {
        continue;
      }
      assertThat(text).isEqualTo(Normalizer.normalize(text, Normalizer.Form.NFKC));
      assertThat("xn--" + Punycode.encode(text.codePoints().toArray()))
          .isEqualTo(IDN.toASCII(text, 0));
    }
  }
}
