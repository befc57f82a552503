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
package org.waypost.plugins.milter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ProtocolException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.waypost.api.extension.FilterResult;
import org.waypost.api.mail.Reply;
import org.waypost.plugins.message.Spool;
import org.waypost.plugins.service.Facts;
import org.waypost.plugins.service.TextMail;

class ChangedMailTest {

  private static final TextMail MAIL = TextMail.of("A: 1\nB: 2\nA: 3\n\nbody\n");

  private static FilterResult apply(Change... changes) throws IOException {
    return ChangedMail.apply(
        result(Map.of(), Optional.empty(), changes),
        Facts.of("s@example.com", "one@example.org", "two@example.org"),
        MAIL);
  }

  private static MilterResult result(
      Map<String, Reply> refused, Optional<Spool> body, Change... changes) {
    return new MilterResult(
        MilterResult.Verdict.ACCEPT, Optional.empty(), refused, List.of(changes), body);
  }

  @Test
  void nothingChangedIsNothingWritten() throws IOException {
    assertThat(apply()).isEqualTo(FilterResult.pass());
  }

  @Test
  void fieldsComeAndGoWhereTheMilterSays() throws IOException {
    FilterResult result =
        apply(
            new Change.AddHeader("Last", "x\n\ty"),
            new Change.InsertHeader(1, "Second", "y"),
            new Change.ChangeHeader(2, "a", ""),
            new Change.ChangeHeader(1, "B", "22"));
    assertThat(Facts.rewritten(result, MAIL))
        .isEqualTo("A: 1\nSecond: y\nB: 22\nLast: x\n\ty\n\nbody\n");
  }

  @Test
  void theEnvelopeChanges() throws IOException {
    FilterResult result =
        apply(
            new Change.ChangeSender("<>"),
            new Change.RemoveRecipient("<one@example.org>"),
            new Change.AddRecipient("three@example.org"));
    assertThat(result.sender().orElseThrow().isNullSender()).isTrue();
    assertThat(result.recipients().orElseThrow())
        .extracting(each -> each.address().toString())
        .containsExactly("two@example.org", "three@example.org");
    assertThat(result.content()).isEmpty();
  }

  @Test
  void withoutRecipientsItIsDiscarded() throws IOException {
    FilterResult result =
        apply(
            new Change.RemoveRecipient("<one@example.org>"),
            new Change.RemoveRecipient("<two@example.org>"));
    assertThat(result.decision()).isEqualTo(FilterResult.Decision.DISCARD);
  }

  @Test
  void quarantineIsHolding() throws IOException {
    FilterResult result = apply(new Change.Quarantine("odd"));
    assertThat(result.decision()).isEqualTo(FilterResult.Decision.HOLD);
    assertThat(result.reason()).endsWith("odd");
  }

  @Test
  void theBodyIsReplacedAlsoByALargeOne() throws IOException {
    Spool body = new Spool(200_000);
    for (int i = 0; i < 100; i++) {
      body.write(new byte[1000]);
    }
    FilterResult result =
        ChangedMail.apply(
            result(Map.of(), Optional.of(body)), Facts.of("s@example.com", "r@example.org"), MAIL);
    assertThat(Facts.rewritten(result, MAIL)).startsWith("A: 1\nB: 2\nA: 3\n\n").hasSize(100_016);
  }

  @Test
  void whatIsNoAddressIsAFault() {
    assertThatThrownBy(() -> apply(new Change.AddRecipient("<nobody>")))
        .isInstanceOf(ProtocolException.class);
    assertThatThrownBy(() -> apply(new Change.AddHeader("A B", "x")))
        .isInstanceOf(ProtocolException.class);
  }
}
