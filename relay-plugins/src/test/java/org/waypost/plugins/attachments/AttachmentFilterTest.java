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
package org.waypost.plugins.attachments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.waypost.api.extension.ContentFilter;
import org.waypost.api.extension.FilterResult;
import org.waypost.plugins.service.Declared;
import org.waypost.plugins.service.Facts;
import org.waypost.plugins.service.TextMail;

class AttachmentFilterTest {

  private static FilterResult apply(Map<String, ?> values, TextMail mail) throws Exception {
    ContentFilter filter = Declared.start(ContentFilter.class, "attachments", values);
    return filter.filter(Facts.of("s@example.com", "r@example.org"), mail);
  }

  private static TextMail with(String name, byte[] octets) {
    return TextMail.of(
        """
        Subject: x
        Content-Type: multipart/mixed; boundary=b

        --b

        text
        --b
        Content-Type: application/octet-stream
        Content-Disposition: attachment; filename="%s"
        Content-Transfer-Encoding: base64

        %s
        --b--
        """
            .formatted(name, Base64.getMimeEncoder().encodeToString(octets).replace("\r", "")));
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] zip(String... names) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (String each : names) {
        zip.putNextEntry(new ZipEntry(each));
        zip.write(new byte[5000]);
      }
    }
    return out.toByteArray();
  }

  @Test
  void aNameIsRefusedInWhateverMessageItStands() throws Exception {
    Map<String, ?> values = Map.of("names", List.of("*.exe", "*.scr"));
    TextMail program = with("Setup.EXE", octets("text"));
    assertThat(apply(values, program).reply())
        .hasToString("550 5.7.1 Message has an attachment named *.exe");
    assertThat(apply(values, with("setup.exe. ", octets("x"))).reply()).isNotNull();
    assertThat(apply(values, with("setup.txt", octets("x")))).isEqualTo(FilterResult.pass());
    TextMail forwarded = TextMail.of("Content-Type: message/rfc822\n\n" + program.text());
    assertThat(apply(values, forwarded).reply()).isNotNull();
  }

  @Test
  void aKindIsRecognizedWhateverItsName() throws Exception {
    Map<String, ?> values = Map.of("kinds", List.of("windows-program", "pdf"), "onMatch", "hold");
    FilterResult result = apply(values, with("harmless.txt", octets("MZ\u0090\0 program")));
    assertThat(result.reason()).isEqualTo("The message has an attachment of kind windows-program");
    assertThat(apply(values, with("a", octets("\n%PDF-1.7"))).reason()).contains("pdf");
    assertThat(apply(values, with("a.exe", octets("hello")))).isEqualTo(FilterResult.pass());
  }

  @Test
  void namesInZipArchivesCount() throws Exception {
    byte[] zip = zip("readme.txt", "folder/setup.exe");
    Map<String, ?> values = Map.of("names", List.of("*.exe"));
    assertThat(apply(values, with("a.dat", zip)).reply().text())
        .isEqualTo("Message has an archive with a file named *.exe");
    assertThat(apply(values, with("a.zip", zip("readme.txt")))).isEqualTo(FilterResult.pass());
    Map<String, ?> outside = Map.of("names", List.of("*.exe"), "insideZip", false);
    assertThat(apply(outside, with("a.zip", zip))).isEqualTo(FilterResult.pass());
  }

  @Test
  void sizesAndTypesCount() throws Exception {
    TextMail mail = with("a.bin", new byte[1000]);
    assertThat(apply(Map.of("maxAttachmentSize", 999), mail).reply()).isNotNull();
    assertThat(apply(Map.of("maxAttachmentSize", 1000), mail)).isEqualTo(FilterResult.pass());
    assertThat(apply(Map.of("maxMessageSize", 100), mail).reply())
        .hasToString("552 5.3.4 Message of more than 100 octets");
    assertThat(apply(Map.of("types", List.of("Application/*")), mail).reply()).isNotNull();
    assertThat(apply(Map.of("types", List.of("video/*")), mail)).isEqualTo(FilterResult.pass());
  }

  @Test
  void whatCannotBeWalkedThroughIsTreatedAsAMatch() throws Exception {
    TextMail deep = TextMail.of("Content-Type: message/rfc822\n\n".repeat(40));
    assertThat(apply(Map.of("names", List.of("*.exe"), "onMatch", "hold"), deep).decision())
        .isEqualTo(FilterResult.Decision.HOLD);
  }

  @Test
  void whatIsNoKindIsNamed() {
    assertThatThrownBy(() -> apply(Map.of("kinds", List.of("evil")), with("a", new byte[1])))
        .hasMessageContaining("'evil' is no kind of file");
  }
}
