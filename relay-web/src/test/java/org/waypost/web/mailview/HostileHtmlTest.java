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
package org.waypost.web.mailview;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waypost.mailview.MailReader;
import org.waypost.mailview.OpenMail;

/** HTML that attacks: what is served keeps its sandbox, and active elements are gone. */
final class HostileHtmlTest {

  @TempDir static Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>parent.alert(1)</script>",
        "<SCRIPT SRC=http://evil.example/x.js></SCRIPT>",
        "<script/x>alert(1)</script >",
        "<script\n>alert(1)</script\t>",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
        "<object data=javascript:alert(1)></object>",
        "<embed src=//evil.example/x.swf>",
        "<base href=//evil.example/>",
        "<meta http-equiv=refresh content='0;url=//evil.example'>",
        "<link rel=stylesheet href=//evil.example/x.css>",
        "<LINK rel=preconnect href=//evil.example>",
        "<form action=/sign-out method=post><input type=submit></form>",
        "<svg><script>alert(1)</script></svg>",
        "<svg/onload=alert(1)>",
        "<math><mtext><script>alert(1)</script></mtext></math>",
        "<scr<script>ipt>alert(1)</script>",
        "<template><script>alert(1)</script></template>",
      })
  void renamesActiveElements(String html) throws IOException {
    String served = serve(html).toLowerCase(Locale.ROOT);
    assertThat(served)
        .doesNotContainPattern(
            "</?(script|iframe|object|embed|base|meta|link|form|svg|math|frame|applet)[\\s/>]");
  }

  @Test
  void allowsNothingByItsPolicy() {
    assertThat(SandboxedHtml.POLICY.split("; "))
        .contains("default-src 'none'", "sandbox", "form-action 'none'", "base-uri 'none'")
        .noneMatch(directive -> directive.startsWith("script-src"))
        .noneMatch(directive -> directive.contains("allow-"))
        .noneMatch(directive -> directive.contains("http") || directive.contains("*"));
  }

  @Test
  void putsImagesOfTheMessageIn() throws IOException {
    String mail =
        """
        MIME-Version: 1.0
        Content-Type: multipart/related; boundary=b

        --b
        Content-Type: text/html

        <img src="cid:logo@x"><img src='CID:unknown@x'><img src=cid:page@x>
        --b
        Content-Type: image/png
        Content-ID: <logo@x>
        Content-Transfer-Encoding: base64

        aGVsbG8=
        --b
        Content-Type: text/html
        Content-ID: <page@x>

        <script>alert(1)</script>
        --b--
        """;
    try (OpenMail reader = open(mail)) {
      assertThat(SandboxedHtml.of(reader).strip())
          .isEqualTo(
              "<img src=\"data:image/png;base64,aGVsbG8=\"><img src='data:,'><img src=data:,>");
    }
  }

  private static String serve(String html) throws IOException {
    try (OpenMail reader = open("Content-Type: text/html; charset=utf-8\n\n" + html)) {
      return SandboxedHtml.of(reader);
    }
  }

  private static OpenMail open(String mail) throws IOException {
    byte[] octets = mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    return MailReader.by(folder).open(new ByteArrayInputStream(octets));
  }
}
