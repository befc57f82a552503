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
package org.waypost.returns;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.waypost.classification.Classifier;
import org.waypost.classification.Refusal;
import org.waypost.returns.Report.Kind;

class ReportReaderTest {

  private static final String ID = "01kaz3m5n8q2r4s6t8v0w2x4y6";

  /** A mail, and what it says. */
  record Sample(String kind, String recipient, String category, String name, String mail) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Sample> samples() throws Exception {
    List<Sample> samples = new ArrayList<>();
    try (var in = ReportReaderTest.class.getResourceAsStream("mails.txt")) {
      String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String each : all.substring(5).split("\n#### ")) {
        int line = each.indexOf('\n');
        String[] said = each.substring(0, line).split("\\|", -1);
        samples.add(
            new Sample(
                said[0],
                said[1],
                said[2],
                said[3],
                each.substring(line + 1).replace("\n", "\r\n") + "\r\n"));
      }
    }
    return samples;
  }

  private static ReportReader.Reading read(String mail) {
    return ReportReader.read(
        new String(mail.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void readsWhatComesBack(Sample sample) {
    ReportReader.Reading reading = read(sample.mail());
    Report report = reading.report();
    assertThat(report.kind().word()).isEqualTo(sample.kind());
    if (report.kind() == Kind.AUTO_REPLY || report.kind() == Kind.OTHER) {
      return;
    }
    assertThat(reading.ownIds()).contains(ID);
    assertThat(report.about())
        .singleElement()
        .satisfies(
            about -> {
              assertThat(inUnicode(about.recipient())).isEqualTo(sample.recipient());
              if (report.kind() == Kind.BOUNCE || report.kind() == Kind.DELAY) {
                assertThat(
                        new Classifier()
                            .classify(Refusal.parse(about.line(), null))
                            .category()
                            .name()
                            .toLowerCase(Locale.ROOT))
                    .as(about.line())
                    .isEqualTo(sample.category());
              }
            });
  }

  private static String inUnicode(String octets) {
    return new String(octets.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  @Test
  void readsTheNamesOfTheMail() throws Exception {
    ReportReader.Reading reading = read(samples().get(0).mail());
    assertThat(reading.report().messageIds()).containsExactly("<m1@us.example>");
    assertThat(reading.report().envelopeId()).isEqualTo("env 7");
    assertThat(reading.report().reporter()).isEqualTo("mx.x.example");
    assertThat(reading.report().about().get(0).line())
        .isEqualTo("550 5.1.1 <bob@x.example>: Recipient address rejected: User unknown");
  }

  @Test
  void itsOwnHeaderNamesNothing() {
    assertThat(read("Received: id " + ID + "\r\nSubject: failure notice\r\n\r\nno\r\n").ownIds())
        .isEmpty();
  }

  @Test
  void hostileMailIsReadWithinBounds() {
    String nested = "Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n".repeat(2_000);
    String parts =
        "Content-Type: multipart/mixed; boundary=a\r\n\r\n" + "--a\r\n\r\n".repeat(50_000);
    String groups =
        "Content-Type: message/delivery-status\r\n\r\n"
            + "Final-Recipient: x\r\n\r\n".repeat(20_000);
    String fields = "a: b\r\n".repeat(80_000) + "\r\n";
    String lines = "Subject: failure notice\r\n\r\nHi. This is the " + "<a@b.c>:\n".repeat(40_000);
    String folded =
        "Subject: failure\r\n" + " a\r\n".repeat(100_000) + "\r\n550 " + "a ".repeat(99_999);
    String empty = "Content-Type: message/delivery-status\r\n\r\n" + "\r\n".repeat(200_000) + "a";
    String open =
        "Subject: failure notice\r\nContent-Type: text/html\r\n\r\n" + "<".repeat(500_000);
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          for (String each : List.of(nested, parts, groups, fields, lines, folded, empty, open)) {
            assertThat(read(each).report()).isNotNull();
          }
        });
  }

  @Test
  void rubbishIsNoReport() throws Exception {
    Random random = new Random(7);
    List<Sample> samples = samples();
    for (int round = 0; round < 2_000; round++) {
      byte[] octets =
          samples.get(random.nextInt(samples.size())).mail().getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < 20; i++) {
        octets[random.nextInt(octets.length)] = (byte) random.nextInt(256);
      }
      int length = random.nextInt(octets.length + 1);
      assertThat(ReportReader.read(new String(octets, 0, length, StandardCharsets.ISO_8859_1)))
          .isNotNull();
    }
  }
}
