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
package org.waypost.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.MessageId;
import org.waypost.api.net.Network;
import org.waypost.queue.Mails;

class ReceivedHeaderTest {

  private static final MessageId ID = new MessageId("01jabcdefghjkmnpqrstvwxyz0");
  private static final Instant AT = Instant.parse("2026-03-02T01:02:03Z");

  private static String field(String helo, String client, List<EmailAddress> recipients) {
    InetAddress address = client == null ? null : Network.numericAddress(client);
    return new String(
        ReceivedHeader.of(helo, address, null, "mx.example", "ESMTP", ID, recipients, AT),
        StandardCharsets.UTF_8);
  }

  private static String withoutDate(String field) {
    return field.replaceAll("\t[A-Z][a-z]{2}, [^\t]*\r\n$", "\tDATE\r\n");
  }

  @Test
  void namesClientServerAndTheOnlyRecipient() {
    assertThat(withoutDate(field("client.example", "192.0.2.1", Mails.addresses("a@x.org"))))
        .isEqualTo(
            String.join(
                "\r\n",
                "Received: from client.example ([192.0.2.1])",
                "\tby mx.example (Waypost) with ESMTP id 01jabcdefghjkmnpqrstvwxyz0",
                "\tfor <a@x.org>;",
                "\tDATE",
                ""));
  }

  @Test
  void saysInACommentWhichTlsItCameUnder() {
    String field =
        new String(
            ReceivedHeader.of(
                "c",
                Network.numericAddress("192.0.2.1"),
                "TLSv1.3 TLS_AES_256_GCM_SHA384",
                "mx.example",
                "ESMTPS",
                ID,
                Mails.addresses("a@x.org"),
                AT),
            StandardCharsets.UTF_8);
    assertThat(field)
        .startsWith(
            String.join(
                "\r\n\t",
                "Received: from c ([192.0.2.1])",
                "(using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384)",
                "by mx.example (Waypost) with ESMTPS id "));
  }

  // RFC 5321 7.6
  @Test
  void keepsSeveralRecipientsToItself() {
    assertThat(withoutDate(field(null, "2001:db8::1", Mails.addresses("a@x.org", "b@x.org"))))
        .isEqualTo(
            String.join(
                "\r\n",
                "Received: from [IPv6:2001:db8:0:0:0:0:0:1] ([IPv6:2001:db8:0:0:0:0:0:1])",
                "\tby mx.example (Waypost) with ESMTP id 01jabcdefghjkmnpqrstvwxyz0;",
                "\tDATE",
                ""));
  }

  @Test
  void hasNoClientWhenWaypostMadeIt() {
    assertThat(field(null, null, Mails.addresses("a@x.org")))
        .startsWith("Received: by mx.example ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a (b) <c>; d          | a??b???c???d
          [192.0.2.9]           | [192.0.2.9]
          ünïcode               | ?n?code
          """)
  void repeatsNothingOfHeloThatBreaksTheField(String helo, String repeated) {
    assertThat(field(helo, "192.0.2.1", Mails.addresses("a@x.org")))
        .startsWith("Received: from " + repeated + " ([192.0.2.1])\r\n");
  }

  @Test
  void aHeloWithLineEndsAddsNoLine() {
    assertThat(field("a\r\nBcc: x@y\0", "192.0.2.1", Mails.addresses("a@x.org")))
        .startsWith("Received: from a??Bcc:?x?y? ([192.0.2.1])\r\n");
    assertThat(field("", "192.0.2.1", Mails.addresses("a@x.org")))
        .startsWith("Received: from unknown ");
    assertThat(field("h".repeat(9000), "192.0.2.1", Mails.addresses("a@x.org")).lines())
        .allMatch(line -> line.length() < 998);
  }

  // RFC 5322 3.3
  @Test
  void theDateIsThatOfTheStandard() {
    String field = field("c", "192.0.2.1", Mails.addresses("a@x.org"));
    String date = field.substring(field.lastIndexOf('\t') + 1).stripTrailing();

    assertThat(date)
        .matches("[A-Z][a-z]{2}, \\d{1,2} [A-Z][a-z]{2} 2026 \\d\\d:\\d\\d:\\d\\d [+-]\\d{4}");
    DateTimeFormatter format = DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.US);
    assertThat(ZonedDateTime.parse(date, format).toInstant()).isEqualTo(AT);
  }
}
