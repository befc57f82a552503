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
import static org.waypost.smtpclient.RecipientOutcome.Kind.DELIVERED;
import static org.waypost.smtpclient.ScriptedPeer.greeting;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class OpportunisticTlsTest {

  private static final String ONE =
      """
      C: MAIL
      C: RCPT
      C: DATA
      S: 250 ok
      S: 250 ok
      S: 354 go
      BODY
      S: 250 ok
      """;

  @Test
  void encryptsWhereThePeerCan() throws IOException {
    String script =
        greeting("STARTTLS")
            + "C: STARTTLS\nS: 220 go\nTLS\nC: EHLO\nS: 250-peer.test\nS: 250 PIPELINING\n"
            + ONE
            + ONE;
    try (ScriptedPeer peer = new ScriptedPeer(script);
        SmtpClient client = Mails.client()) {
      byte[] big = "x".repeat(70).concat("\r\n").repeat(5_000).getBytes(StandardCharsets.US_ASCII);
      for (int i = 0; i < 2; i++) {
        DeliveryReport report =
            client.deliver(List.of(peer.hop()), Mails.mail(big, "to@b.test"), Passage.DEFAULT);
        assertThat(report.outcomes().get(0).kind()).isEqualTo(DELIVERED);
      }
      assertThat(peer.bodies().get(1)).startsWith(big).hasSize(big.length + 3);
      assertThat(peer.connections()).isEqualTo(1);
      assertThat(peer.surprises()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"S: 220 go\nS: this is no TLS\nDROP", "S: 454 not now", "S: 220 go\nDROP"})
  void goesInClearWhereTlsFails(String failure) throws IOException {
    try (ScriptedPeer peer =
            new ScriptedPeer(
                greeting("STARTTLS") + "C: STARTTLS\n" + failure,
                greeting("STARTTLS", "PIPELINING") + ONE);
        SmtpClient client = Mails.client()) {
      DeliveryReport report =
          client.deliver(List.of(peer.hop()), Mails.to("to@b.test"), Passage.DEFAULT);
      assertThat(report.outcomes().get(0).kind()).isEqualTo(DELIVERED);
      assertThat(peer.connections()).isEqualTo(2);
    }
  }
}
