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
package org.waypost.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.waypost.content.MemoryContent;

class HeaderScanTest {

  private static HeaderScan scan(String message) {
    return HeaderScan.of(message.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void findsSubjectAndMessageId() {
    HeaderScan scan =
        scan("From: a@b\r\nSUBJECT: Hello  \r\nMessage-Id:<1@a>\r\n\r\nSubject: body\r\n");

    assertThat(scan).isEqualTo(new HeaderScan("Hello", "<1@a>", 0, false));
  }

  @Test
  void unfoldsAndDecodes() {
    assertThat(scan("Subject: one\r\n two\r\n\tthree\r\n\r\n").subject())
        .isEqualTo("one two three");
    assertThat(
            scan("Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\n =?iso-8859-1?b?4Ont?=\r\n\r\n")
                .subject())
        .isEqualTo("Grüßeàéí");
    assertThat(scan("Subject: =?no-such-charset?q?x?=\r\n\r\n").subject()).contains("x");
    assertThat(scan("Subject: raw ünicode\r\n\r\n").subject()).isEqualTo("raw ünicode");
  }

  @Test
  void keepsControlCharactersOut() {
    assertThat(scan("Subject: =?utf-8?q?a=00b=0D=0Ac=C2=85d?=\r\n\r\n").subject())
        .isEqualTo("a b  c d");
    assertThat(scan("Message-ID: <a\0b\u009bc>\r\n\r\n").messageId()).isEqualTo("<a b c>");
  }

  @Test
  void takesTheFirstOfSeveral() {
    assertThat(scan("Subject: 1\r\nSubject: 2\r\n\r\n").subject()).isEqualTo("1");
  }

  @Test
  void countsReceivedFields() {
    assertThat(scan("Received: a\r\n b\r\nreceived : c\r\nReceived-SPF: d\r\n\r\nReceived: e\r\n"))
        .extracting(HeaderScan::received)
        .isEqualTo(2);
  }

  @Test
  void livesWithoutHeaderOrBody() {
    HeaderScan nothing = new HeaderScan("", null, 0, false);

    assertThat(scan("")).isEqualTo(nothing);
    assertThat(scan("\r\nSubject: body\r\n")).isEqualTo(nothing);
    assertThat(scan("no field at all")).isEqualTo(nothing);
    assertThat(scan(" folded\r\n from the start\r\n")).isEqualTo(nothing);
    assertThat(scan("Subject")).isEqualTo(nothing);
    assertThat(scan("Subject:").subject()).isEmpty();
    assertThat(scan("Subject: only a header").subject()).isEqualTo("only a header");
  }

  @Test
  void readsTheFirst64KiB() throws IOException {
    String filler = "X: " + "y".repeat(64 * 1024) + "\r\n";
    byte[] late = (filler + "Subject: late\r\n\r\n").getBytes(StandardCharsets.US_ASCII);

    assertThat(HeaderScan.of(new MemoryContent(late)).subject()).isEmpty();
  }

  @Test
  void cutsBetweenCharacters() {
    String subject = scan("Subject: " + "a".repeat(199) + "😀\r\n\r\n").subject();

    assertThat(subject).isEqualTo("a".repeat(199));
    assertThat(scan("Message-ID: " + "i".repeat(500) + "\r\n\r\n").messageId()).hasSize(400);
  }

  /** RFC 8689 5. */
  @Test
  void saysWhetherTlsIsRequired() throws IOException {
    assertThat(scan("TLS-Required: No\r\n").tlsOptional()).isTrue();
    assertThat(scan("tls-required:no\r\n").tlsOptional()).isTrue();
    assertThat(scan("TLS-Required: Yes\r\n").tlsOptional()).isFalse();
    assertThat(scan("\r\nTLS-Required: No\r\n").tlsOptional()).isFalse();
  }
}
