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
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          joe@example.org                  | joe              | example.org
          Joe.Doe@EXAMPLE.org              | Joe.Doe          | example.org
          a+b=c/d{e}~f@example.org         | a+b=c/d{e}~f     | example.org
          "john doe"@example.org           | "john doe"       | example.org
          "a@b"@example.org                | "a@b"            | example.org
          "a\\"b"@example.org              | "a\\"b"          | example.org
          ""@example.org                   | ""               | example.org
          x@localhost                      | x                | localhost
          x@_dmarc.example.org             | x                | _dmarc.example.org
          x@[192.0.2.1]                    | x                | [192.0.2.1]
          x@[ipv6:2001:DB8::1]             | x                | [IPv6:2001:db8::1]
          x@[IPv6:::]                      | x                | [IPv6:::]
          x@[IPv6:1:2:3:4:5:6:7:8]         | x                | [IPv6:1:2:3:4:5:6:7:8]
          x@[IPv6:::ffff:192.0.2.1]        | x                | [IPv6:::ffff:192.0.2.1]
          x@Bücher.example                 | x                | xn--bcher-kva.example
          x@bücher。example                 | x                | xn--bcher-kva.example
          dömi@example.org                 | dömi             | example.org
          用户@例え.jp                       | 用户              | xn--r8jz45g.jp
          x@BÜCHER.example                 | x                | xn--bcher-kva.example
          x@bu\u0308cher.example           | x                | xn--bcher-kva.example
          x@ＡＢＣ.example                   | x                | abc.example
          x@xn--zca.example                | x                | xn--zca.example
          x@faß.example                    | x                | xn--fa-hia.example
          x@FAẞ.example                    | x                | xn--fa-hia.example
          x@βόλος.example                  | x                | xn--nxasmm1c.example
          x@ΒΌΛΟΣ.example                  | x                | xn--nxasmq6b.example
          """)
  void readsAMailbox(String text, String localPart, String domain) {
    EmailAddress address = EmailAddress.parse(text);

    assertThat(address.localPart()).isEqualTo(localPart);
    assertThat(address.domain()).isEqualTo(domain);
    assertThat(EmailAddress.parse(address.toString()))
        .isEqualTo(address)
        .hasSameHashCodeAs(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "joe",
        "@example.org",
        "joe@",
        "joe@@example.org",
        ".joe@example.org",
        "joe.@example.org",
        "j..oe@example.org",
        "j oe@example.org",
        "<joe@example.org>",
        "j(c)@example.org",
        "joe@example..org",
        "joe@.example.org",
        "joe@example.org.",
        "joe@-a.org",
        "joe@a-.org",
        "joe@exa mple.org",
        "joe@exa!mple.org",
        "@hop.example,@b.example:joe@example.org",
        "\"joe@example.org",
        "\"joe\\\"@example.org",
        "\"a\"b@example.org",
        "joe@[192.0.2.1",
        "joe@[192.0.2.256]",
        "joe@[192.0.2]",
        "joe@[192.0.2.1.]",
        "joe@[2001:db8::1]",
        "joe@[IPv6:1::2::3]",
        "joe@[IPv6:1:2:3]",
        "joe@[IPv6:12345::]",
        "joe@[x:y]",
        "joe@[]",
        "joe@［192.0.2.1]",
        "joe@exa＠mple.org",
        "joe@a\u200Db.example",
        "joe@a\u200Cb.example",
        "joe@a\u00ADb.example",
        "joe@a\u3000b.example",
        "joe@a\uE000b.example",
        "joe@a\u0378b.example",
        "joe@\u2764\uFE0F.example",
        "joe@exa％mple.org",
        "joe@exa／mple.org",
        "joe@exa．．mple.org",
        "joe@[remote.example]",
        "joe@[x-tag:remote.example]"
      })
  void refusesWhatIsNoMailbox(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> EmailAddress.parse(text));
  }

  @ParameterizedTest
  @ValueSource(ints = {0x00, 0x09, 0x0A, 0x0D, 0x7F, 0x85, 0x9F, 0x760D, 0x760A, 0x010D, 0x4E0A})
  void refusesCharactersThatBecomeLineEnds(int codePoint) {
    String character = Character.toString(codePoint);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> EmailAddress.parse("a" + character + "b@example.org"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EmailAddress.parse("\"a" + character + "b\"@example.org"));
  }

  @Test
  void keepsDomainsInAsciiWhateverTheirCharactersBecomeWhenNarrowed() {
    assertThat(EmailAddress.parse("a@\u4E0A\u6D77.example").domain())
        .isEqualTo("xn--fhqz97e.example");
  }

  @ParameterizedTest
  @ValueSource(ints = {0x00, 0x09, 0x0A, 0x0D, 0x7F, 0x85, 0x9F})
  void refusesControlCharactersInDomains(int codePoint) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EmailAddress.parse("a@b" + Character.toString(codePoint) + "c.example"));
  }

  @Test
  void refusesHalfASurrogatePair() {
    assertThat(EmailAddress.parse("a\uD83D\uDE01@example.org").needsSmtpUtf8()).isTrue();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EmailAddress.parse("a\uD83D@example.org"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EmailAddress.parse("a\uDE00@example.org"));
  }

  // RFC 5321 4.5.3.1: octets, not characters.
  @Test
  void boundsTheLengths() {
    assertThat(EmailAddress.parse("a".repeat(64) + "@x.org").localPart()).hasSize(64);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EmailAddress.parse("a".repeat(65) + "@x.org"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EmailAddress.parse("ö".repeat(33) + "@x.org"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EmailAddress.parse("a@" + "b".repeat(64) + ".org"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EmailAddress.parse("abc@" + "b.".repeat(124) + "org"));
  }

  @Test
  void theEmptyTextIsTheNullSender() {
    assertThat(EmailAddress.parse("")).isSameAs(EmailAddress.NULL_SENDER);
    assertThat(EmailAddress.NULL_SENDER.isNullSender()).isTrue();
    assertThat(EmailAddress.NULL_SENDER).hasToString("");
    assertThat(EmailAddress.parse("\"\"@a.org").isNullSender()).isFalse();
  }

  @Test
  void onlyTheLocalPartAsksForSmtpUtf8() {
    assertThat(EmailAddress.parse("x@bücher.example").needsSmtpUtf8()).isFalse();
    assertThat(EmailAddress.parse("ö@example.org").needsSmtpUtf8()).isTrue();
  }

  @Test
  void theLocalPartIsComparedToTheLetter() {
    assertThat(EmailAddress.parse("Joe@A.org")).isNotEqualTo(EmailAddress.parse("joe@a.org"));
    assertThat(EmailAddress.parse("joe@A.org")).isEqualTo(EmailAddress.parse("joe@a.org"));
  }
}
