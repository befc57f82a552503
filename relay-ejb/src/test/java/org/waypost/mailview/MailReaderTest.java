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
package org.waypost.mailview;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MailReaderTest {

  @TempDir static Path folder;

  @Test
  void takesAMessageApart() throws IOException {
    MailView view =
        view(
            """
            Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=
            Content-Type: multipart/mixed; boundary=a

            --a
            Content-Type: multipart/alternative; boundary=b

            --b
            Content-Type: text/plain; charset=utf-8

            Hallo Łukasz
            --b
            Content-Type: text/html

            <p>Hallo
            --b--
            --a
            Content-Type: application/pdf
            Content-Disposition: attachment; filename="../../etc/pass\\"wd.pdf"

            x
            --a--
            """);
    assertThat(view.headers().get(0)).isEqualTo(new MailField("Subject", "Grüße"));
    assertThat(view.text()).isEqualTo("Hallo Łukasz");
    assertThat(view.html()).isTrue();
    assertThat(view.attachments()).extracting(MailPart::safeName).containsExactly("pass_wd.pdf");
    assertThat(view.problem()).isNull();
  }

  @Test
  void readsATextAttachmentAsAFile() throws IOException {
    MailView view =
        view("Content-Type: text/plain\nContent-Disposition: attachment; filename=a.txt\n\nx");
    assertThat(view.text()).isNull();
    assertThat(view.attachments()).hasSize(1);
  }

  @Test
  void stopsAtTheDepthThatIsAllowed() throws IOException {
    StringBuilder mail = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      mail.append("Content-Type: multipart/mixed; boundary=b")
          .append(i)
          .append("\n\n--b")
          .append(i);
      mail.append('\n');
    }
    MailView view = view(mail + "\ndeep");
    assertThat(view.problem()).isNotNull();
    assertThat(view.parts()).isEmpty();
  }

  @Test
  void stopsAtTheNumberOfPartsThatIsAllowed() throws IOException {
    String mail = "Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n\nx\n".repeat(500);
    MailView view = view(mail + "--b--\n");
    assertThat(view.parts()).hasSize(MimeTree.MAX_PARTS);
    assertThat(view.problem()).isNotNull();
  }

  @Test
  void doesNotTakeMillionsOfPartsApart() throws IOException {
    String mail = "Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n\n".repeat(20_000);
    MailView view = view(mail);
    assertThat(view.parts()).isEmpty();
    assertThat(view.problem()).contains("too many parts");
    assertThat(view.headers()).isNotEmpty();
  }

  @Test
  void cutsLongText() throws IOException {
    MailView view = view("Subject: long\n\n" + "x".repeat(2_000_000));
    assertThat(view.text()).hasSize(MimeTree.MAX_TEXT);
    assertThat(view.textCut()).isTrue();
  }

  @Test
  void survivesWhatIsMalformed() throws IOException {
    assertThat(view("Content-Type: ;;;\n\nx").attachments()).hasSize(1);
    assertThat(view("Content-Type: text/plain; charset=no-such-thing\n\nx").text()).isEqualTo("x");
    assertThat(view("Content-Type: multipart/mixed\n\nx").problem()).isNotNull();
    assertThat(view("").headers()).isEmpty();
    assertThat(view("no header at all").headers()).isNotNull();
  }

  @Test
  void namesFilesSafely() {
    assertThat(name("a/b\\..\\c.txt")).isEqualTo("c.txt");
    assertThat(name("..hidden\r\nX: y")).isEqualTo("hidden__X_ y");
    assertThat(name(null)).isEqualTo("part-2.bin");
    assertThat(name("...")).isEqualTo("part-2.bin");
    assertThat(name("x".repeat(500))).hasSize(120);
  }

  private static String name(String fileName) {
    return new MailPart(2, "application/x-any", fileName, null, 1, true).safeName();
  }

  private static MailView view(String mail) throws IOException {
    byte[] octets = mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    try (OpenMail reader = MailReader.by(folder).open(new ByteArrayInputStream(octets))) {
      return reader.view();
    }
  }
}
