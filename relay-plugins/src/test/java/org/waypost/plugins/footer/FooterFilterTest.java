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
package org.waypost.plugins.footer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.waypost.api.extension.ContentFilter;
import org.waypost.api.extension.FilterResult;
import org.waypost.plugins.service.Declared;
import org.waypost.plugins.service.Facts;
import org.waypost.plugins.service.TextMail;

class FooterFilterTest {

  private static FilterResult apply(Map<String, ?> more, TextMail mail) throws Exception {
    Map<String, Object> values = new HashMap<>();
    values.put("text", "Grüße & <more>\nsecond");
    values.put("onlyAuthenticated", false);
    values.putAll(more);
    ContentFilter filter = Declared.start(ContentFilter.class, "footer", values);
    return filter.filter(Facts.of("s@example.com", "r@example.org"), mail);
  }

  private static String changed(String text) throws Exception {
    TextMail mail = TextMail.of(text);
    return Facts.rewritten(apply(Map.of(), mail), mail);
  }

  @Test
  void aPlainMessageGetsTheText() throws Exception {
    assertThat(changed("Subject: x\n\nhello\n"))
        .isEqualTo(
            """
            Subject: x
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: quoted-printable
            MIME-Version: 1.0

            hello

            Gr=C3=BC=C3=9Fe & <more>
            second
            """);
  }

  @Test
  void textAndHtmlGetOneEach() throws Exception {
    String mail =
        """
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary=m

        --m
        Content-Type: multipart/alternative; boundary=a

        --a
        Content-Type: text/plain; charset=iso-8859-1; format=flowed
        Content-Transfer-Encoding: 8bit

        caf\u00e9
        --a
        Content-Type: text/html; charset="utf-8"
        Content-Transfer-Encoding: base64

        PGh0bWw+PGJvZHk+aGk8L0JPRFk+PC9odG1sPg==
        --a--
        --m
        Content-Type: text/plain
        Content-Disposition: attachment; filename=a.txt

        attached
        --m--
        """;
    assertThat(changed(mail))
        .isEqualTo(
            """
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=m

            --m
            Content-Type: multipart/alternative; boundary=a

            --a
            Content-Type: text/plain; format=flowed; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            caf=C3=A9

            Gr=C3=BC=C3=9Fe & <more>
            second

            --a
            Content-Type: text/html; charset=utf-8
            Content-Transfer-Encoding: base64

            PGh0bWw+PGJvZHk+aGk8cD5HcsO8w59lICZhbXA7ICZsdDttb3JlJmd0Ozxicj4NCnNlY29uZDwv
            cD4NCjwvQk9EWT48L2h0bWw+
            --a--
            --m
            Content-Type: text/plain
            Content-Disposition: attachment; filename=a.txt

            attached
            --m--
            """);
  }

  @Test
  void signedMailIsLeftAlone() throws Exception {
    for (String header :
        List.of(
            "Content-Type: multipart/signed; boundary=b",
            "Content-Type: application/pkcs7-mime",
            "DKIM-Signature: v=1")) {
      TextMail mail = TextMail.of(header + "\n\n--b\n\nhello\n--b--\n");
      assertThat(apply(Map.of(), mail)).as(header).isEqualTo(FilterResult.pass());
    }
    TextMail pgp = TextMail.of("Subject: x\n\n-----BEGIN PGP SIGNED MESSAGE-----\nhello\n");
    assertThat(apply(Map.of(), pgp)).isEqualTo(FilterResult.pass());
    TextMail dkim = TextMail.of("DKIM-Signature: v=1\n\nhello\n");
    assertThat(apply(Map.of("breakDkim", true), dkim).content()).isPresent();
  }

  @Test
  void unknownLettersAreLeftAlone() throws Exception {
    TextMail mail = TextMail.of("Content-Type: text/plain; charset=klingon\n\nhello\n");
    assertThat(apply(Map.of(), mail)).isEqualTo(FilterResult.pass());
  }

  @Test
  void onlyCertainMailGetsIt() throws Exception {
    TextMail mail = TextMail.of("Subject: x\n\nhello\n");
    assertThat(apply(Map.of("onlyAuthenticated", true), mail)).isEqualTo(FilterResult.pass());
    assertThat(apply(Map.of("senders", List.of("@example.net")), mail))
        .isEqualTo(FilterResult.pass());
    assertThatThrownBy(() -> apply(Map.of("text", " "), mail))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
