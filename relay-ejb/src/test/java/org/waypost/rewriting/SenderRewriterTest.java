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
package org.waypost.rewriting;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.MessageId;
import org.waypost.rewriting.SenderRewriting.Scheme;

class SenderRewriterTest {

  private static final byte[] SECRET =
      "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
  private static final MessageId ID = MessageId.next();
  private static final SenderRewriting SRS = new SenderRewriting(Scheme.SRS, "us.example");
  private static final SenderRewriting VERP = new SenderRewriting(Scheme.VERP, "Bounce.Example");

  private final SenderRewriter rewriter = at(SECRET, NOW);

  private static SenderRewriter at(byte[] secret, Instant now) {
    return new SenderRewriter(secret, InstantSource.fixed(now));
  }

  private static EmailAddress address(String text) {
    return EmailAddress.parse(text);
  }

  private EmailAddress srs(String sender) {
    return rewriter.rewrite(SRS, ID, address(sender), address("to@x.org"));
  }

  private EmailAddress verp(String recipient) {
    return rewriter.rewrite(VERP, ID, address("news@x.org"), address(recipient));
  }

  @Test
  void verpNamesMessageAndRecipient() {
    EmailAddress sender = verp("someone.with.a.very.long.name.indeed@subdomain.example.org");

    Verp decoded = rewriter.decode(sender).orElseThrow();
    assertThat(sender.toString()).startsWith("bounce+" + ID).endsWith("@bounce.example");
    assertThat(sender.localPart()).hasSizeLessThanOrEqualTo(64);
    assertThat(decoded.messageId()).isEqualTo(ID);
    assertThat(
            decoded.recipientAmong(
                List.of(
                    address("other@example.org"),
                    address("Someone.With.a.very.long.name.indeed@subdomain.example.org"))))
        .contains(address("Someone.With.a.very.long.name.indeed@subdomain.example.org"));
    assertThat(decoded.recipientAmong(List.of(address("other@example.org")))).isEmpty();
  }

  @Test
  void verpSurvivesCapitals() {
    EmailAddress sender = verp("a@x.org");
    EmailAddress shouted = address(sender.toString().toUpperCase(Locale.ROOT));

    assertThat(rewriter.decode(shouted).orElseThrow().messageId()).isEqualTo(ID);
  }

  @Test
  void verpOfAnotherSecretOrChangedIsNone() {
    EmailAddress sender = verp("a@x.org");
    String local = sender.localPart();
    char last = local.charAt(local.length() - 1);
    String changed = local.substring(0, local.length() - 1) + (last == 'a' ? 'b' : 'a');

    assertThat(rewriter.decode(address(changed + "@bounce.example"))).isEmpty();
    assertThat(at(new byte[32], NOW).decode(sender)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"bob@a.example", "b.o.b=x@a.example", "\"b ob\"@a.example", "srs0@a.example"})
  void srsComesBack(String sender) {
    EmailAddress rewritten = srs(sender);

    assertThat(rewritten.toString()).contains("SRS0=").endsWith("@us.example");
    assertThat(rewriter.original(rewritten)).contains(address(sender));
  }

  @Test
  void srsHasTheFormOfThePaper() {
    // 2026-03-01 is day 20513 since 1970: 20513 mod 1024 is 33, which is 1 and 1 in base 32.
    assertThat(srs("bob@a.example").localPart()).matches("SRS0=[a-z2-7]{7}=bb=a\\.example=bob");
  }

  @Test
  void srsOfAForwarderBecomesSrs1AndGoesBackToIt() {
    EmailAddress first = address("SRS0=HHHH=TT=a.example=bob@forwarder.example");
    EmailAddress second = rewriter.rewrite(SRS, ID, first, first);
    SenderRewriter third = at(new byte[32], NOW);
    EmailAddress last =
        third.rewrite(new SenderRewriting(Scheme.SRS, "third.example"), ID, second, first);

    assertThat(second.localPart())
        .matches("SRS1=[a-z2-7]{7}=forwarder\\.example==HHHH=TT=a\\.example=bob");
    assertThat(rewriter.original(second)).contains(first);
    assertThat(last.localPart()).matches("SRS1=.{5}=forwarder\\.example==HHHH=TT=a.example=bob");
    assertThat(third.original(last)).contains(first);
  }

  @Test
  void srsIsTakenBackForThreeWeeks() {
    EmailAddress rewritten = srs("bob@a.example");

    assertThat(at(SECRET, NOW.plus(Duration.ofDays(21))).original(rewritten)).isPresent();
    assertThat(at(SECRET, NOW.plus(Duration.ofDays(22))).original(rewritten)).isEmpty();
  }

  @Test
  void srsSurvivesCapitals() {
    EmailAddress shouted = address(srs("bob@a.example").toString().toUpperCase(Locale.ROOT));

    assertThat(rewriter.original(shouted)).contains(address("BOB@a.example"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SRS0=aaaaaaa=bb=a.example=bob@us.example",
        "SRS0=@us.example",
        "SRS0=x=y=z@us.example",
        "SRS1=aaaaa=forwarder.example==H=T=a.example=bob@us.example",
        "SRS1=x@us.example",
        "bob@us.example"
      })
  void whatIsNotSignedIsNone(String invented) {
    assertThat(rewriter.original(address(invented))).isEmpty();
  }

  @Test
  void someSendersStay() {
    String tooLong = "a".repeat(50) + "@sub.domain.example";

    assertThat(rewriter.rewrite(SRS, ID, EmailAddress.NULL_SENDER, address("to@x.org")))
        .isEqualTo(EmailAddress.NULL_SENDER);
    assertThat(rewriter.rewrite(VERP, ID, EmailAddress.NULL_SENDER, address("to@x.org")))
        .isEqualTo(EmailAddress.NULL_SENDER);
    assertThat(srs("bob@us.example")).isEqualTo(address("bob@us.example"));
    assertThat(srs(tooLong)).isEqualTo(address(tooLong));
    assertThat(rewriter.rewrite(SenderRewriting.NONE, ID, address("a@x.org"), address("to@x.org")))
        .isEqualTo(address("a@x.org"));
  }
}
