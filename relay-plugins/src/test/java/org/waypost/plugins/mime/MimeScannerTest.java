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
package org.waypost.plugins.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.waypost.plugins.message.TooLongException;
import org.waypost.plugins.service.TextMail;

class MimeScannerTest {

  private static final TextMail NESTED =
      TextMail.of(
          """
          Subject: outer
          Content-Type: multipart/mixed; boundary="a b"

          preamble
          --a b
          Content-Type: multipart/alternative; boundary=inner

          --inner

          plain
          --inner
          Content-Type: text/html
          Content-Transfer-Encoding: quoted-printable

          <p>caf=C3=A9 a=
          b</p>
          --inner--
          --a b
          Content-Type: message/rfc822

          Subject: nested
          Content-Type: application/x; name="in.bin"
          Content-Transfer-Encoding: base64

          aGVs
          bG8=
          --a b--
          epilogue
          """);

  private static List<String> bodies(TextMail mail) throws IOException {
    List<String> bodies = new ArrayList<>();
    for (MimePart each : MimeScanner.scan(mail)) {
      if (!each.isContainer()) {
        byte[] octets = PartContent.decoded(mail, each).readAllBytes();
        bodies.add(each.type().value() + " " + new String(octets, StandardCharsets.UTF_8));
      }
    }
    return bodies;
  }

  @Test
  void partsAreFoundAlsoInNestedMessages() throws IOException {
    assertThat(bodies(NESTED))
        .containsExactly("text/plain plain", "text/html <p>café ab</p>", "application/x hello");
    assertThat(MimeScanner.scan(NESTED))
        .extracting(MimePart::parent)
        .containsExactly(-1, 0, 1, 1, 0, 4);
    assertThat(MimeScanner.scan(NESTED).get(5).fileName()).isEqualTo("in.bin");
  }

  @Test
  void aMessageWithoutPartsIsOne() throws IOException {
    assertThat(bodies(TextMail.of("Subject: x\n\nhello\n")))
        .containsExactly("text/plain hello\r\n");
    assertThat(bodies(TextMail.of("Subject: x\n"))).containsExactly("text/plain ");
    assertThat(bodies(TextMail.of("Content-Type: multipart/mixed; boundary=x\n\n--x\n\nnever\n")))
        .containsExactly("text/plain never\r\n");
  }

  @Test
  void partsAreBounded() {
    String many = "--b\n\nx\n".repeat(600);
    assertThatThrownBy(
            () ->
                MimeScanner.scan(
                    TextMail.of("Content-Type: multipart/mixed; boundary=b\n\n" + many)))
        .isInstanceOf(TooLongException.class);
    String deep = "Content-Type: message/rfc822\n\n".repeat(40);
    assertThatThrownBy(() -> MimeScanner.scan(TextMail.of(deep)))
        .isInstanceOf(TooLongException.class);
  }

  @Test
  void namesOfFilesAreDecodedInEveryForm() {
    assertThat(name("attachment; filename=\"a \\\"b\\\".exe\"")).isEqualTo("a \"b\".exe");
    assertThat(name("attachment; filename*=utf-8''caf%C3%A9.exe")).isEqualTo("café.exe");
    assertThat(name("attachment; filename*0*=utf-8''caf%C3%A9; filename*1=.e; filename*2*=x%65"))
        .isEqualTo("café.exe");
    assertThat(name("attachment; filename=\"=?utf-8?Q?caf=C3=A9?= =?utf-8?B?LmV4ZQ==?=\""))
        .isEqualTo("café.exe");
    assertThat(name("attachment; foo; filename=plain.txt")).isEqualTo("plain.txt");
    assertThat(name("attachment")).isEmpty();
  }

  private static String name(String disposition) {
    StructuredValue value = StructuredValue.parse(disposition);
    return EncodedWords.decode(value.parameters().getOrDefault("filename", ""));
  }
}
