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
package org.waypost.smtpclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.waypost.smtpclient.RecipientOutcome.Kind.DEFERRED;
import static org.waypost.smtpclient.RecipientOutcome.Kind.DELIVERED;
import static org.waypost.smtpclient.RecipientOutcome.Kind.FAILED;
import static org.waypost.smtpclient.RecipientOutcome.Kind.UNCERTAIN;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** RFC 2033. */
class LmtpTest {

  private static final String LHLO =
      """
      S: 220 store.test LMTP
      C: LHLO client.test
      S: 250-store.test
      S: 250-ENHANCEDSTATUSCODES
      S: 250 PIPELINING
      """;

  private static DeliveryReport deliver(String script, String... to) throws IOException {
    try (ScriptedPeer peer = new ScriptedPeer(LHLO + script);
        SmtpClient client = Mails.client()) {
      DeliveryReport report =
          client.deliver(
              List.of(peer.hop().speaking(NextHop.Protocol.LMTP)), Mails.to(to), Passage.DEFAULT);
      assertThat(peer.surprises()).isEmpty();
      return report;
    }
  }

  private static List<RecipientOutcome.Kind> kinds(DeliveryReport report, String... to) {
    return List.of(to).stream()
        .map(
            address ->
                report.outcomes().stream()
                    .filter(outcome -> outcome.recipient().toString().equals(address))
                    .findFirst()
                    .orElseThrow()
                    .kind())
        .toList();
  }

  @Test
  void everyRecipientHasAVerdictOfItsOwn() throws IOException {
    String[] to = {"one@b.test", "two@b.test", "three@b.test", "four@b.test"};
    DeliveryReport report =
        deliver(
            """
            C: MAIL
            C: RCPT TO:<one@b.test>
            C: RCPT TO:<two@b.test>
            C: RCPT TO:<three@b.test>
            C: RCPT TO:<four@b.test>
            C: DATA
            S: 250 ok
            S: 250 ok
            S: 550 5.1.1 no such mailbox
            S: 250 ok
            S: 250 ok
            S: 354 go
            BODY
            S: 250 2.1.5 <one@b.test> saved
            S: 452 4.2.2 <three@b.test> is full
            S: 554 5.7.1 <four@b.test> wants none
            """,
            to);

    assertThat(kinds(report, to)).containsExactly(DELIVERED, FAILED, DEFERRED, FAILED);
    assertThat(report.uncertain()).isFalse();
  }

  @Test
  void aConnectionLostBetweenVerdictsLeavesTheOthersUncertain() throws IOException {
    String[] to = {"one@b.test", "two@b.test"};
    DeliveryReport report =
        deliver(
            """
            C: MAIL
            C: RCPT TO:<one@b.test>
            C: RCPT TO:<two@b.test>
            C: DATA
            S: 250 ok
            S: 250 ok
            S: 250 ok
            S: 354 go
            BODY
            S: 250 2.1.5 saved
            DROP
            """,
            to);

    assertThat(kinds(report, to)).containsExactly(DELIVERED, UNCERTAIN);
    assertThat(report.uncertain()).isTrue();
  }

  @Test
  void nobodyAcceptedEndsWithoutAMessage() throws IOException {
    DeliveryReport report =
        deliver(
            """
            C: MAIL
            C: RCPT
            C: DATA
            S: 250 ok
            S: 550 5.1.1 no
            S: 503 5.5.1 no valid recipients
            """,
            "one@b.test");

    assertThat(kinds(report, "one@b.test")).containsExactly(FAILED);
  }
}
