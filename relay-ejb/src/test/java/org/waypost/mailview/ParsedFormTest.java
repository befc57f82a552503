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

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParsedFormTest {

  @TempDir Path folder;

  private JsonObject parsed(String mail) throws IOException {
    byte[] octets = mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    try (OpenMail open = MailReader.by(folder).open(new ByteArrayInputStream(octets))) {
      String text = ParsedForm.of(open);
      assertThat(text.length()).isLessThanOrEqualTo(ParsedForm.LONGEST);
      return Json.createReader(new StringReader(text)).readObject();
    }
  }

  @Test
  void saysWhatAPersonReads() throws IOException {
    JsonObject json =
        parsed(
            """
            Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=
            From: Ada <ada@x.test>
            Message-ID: <1@x.test>
            In-Reply-To: <0@y.test>
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: multipart/alternative; boundary=c

            --c
            Content-Type: text/plain; charset=utf-8

            Hallo
            --c
            Content-Type: text/html

            <p>Hallo</p>
            --c--
            --b
            Content-Type: application/pdf
            Content-Disposition: attachment; filename="../a.pdf"

            %PDF
            --b--
            """);

    assertThat(json.getString("subject")).isEqualTo("Gr\u00fc\u00dfe");
    assertThat(json.getString("from")).isEqualTo("Ada <ada@x.test>");
    assertThat(json.getString("messageId")).isEqualTo("<1@x.test>");
    assertThat(json.getString("inReplyTo")).isEqualTo("<0@y.test>");
    assertThat(json.getString("text")).isEqualTo("Hallo");
    assertThat(json.getString("html")).isEqualTo("<p>Hallo</p>");
    JsonObject file = json.getJsonArray("attachments").getJsonObject(0);
    assertThat(file.getString("name")).isEqualTo("a.pdf");
    assertThat(file.getString("contentType")).isEqualTo("application/pdf");
    assertThat(file.getInt("part")).isEqualTo(3);
    assertThat(json.getBoolean("cut")).isFalse();
  }

  @Test
  void cutsWhatIsLong() throws IOException {
    JsonObject json = parsed("Subject: s\n\n" + "x".repeat(40_000));
    assertThat(json.getString("text")).hasSize(ParsedForm.MOST_TEXT);
    assertThat(json.getBoolean("cut")).isTrue();
  }

  @Test
  void staysShortWhateverHasToBeEscaped() throws IOException {
    JsonObject json = parsed("Subject: s\n\n" + "\u0001".repeat(40_000));
    assertThat(json.getString("text")).hasSize(ParsedForm.MOST_TEXT / 10);
    assertThat(json.getBoolean("cut")).isTrue();
  }
}
