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
package org.waypost.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.waypost.api.mail.DeliverBy;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.MailOptions;
import org.waypost.api.mail.MailOptions.BodyType;
import org.waypost.api.mail.MailOptions.ReturnContent;
import org.waypost.api.mail.Recipient;
import org.waypost.api.mail.Recipient.Notify;

class OptionsTextTest {

  private static final MailOptions ALL =
      new MailOptions(
          BodyType.BINARYMIME,
          true,
          ReturnContent.FULL,
          "one two=+%",
          true,
          new DeliverBy(Instant.ofEpochMilli(1_795_478_400_123L), DeliverBy.Mode.NOTIFY, true),
          Instant.ofEpochMilli(1_795_478_400_456L),
          -9,
          true);

  @Test
  void isReadAsItWasWritten() {
    for (MailOptions options :
        List.of(
            ALL,
            MailOptions.NONE,
            MailOptions.NONE.withRequireTls(),
            MailOptions.NONE.withPriority(5).withSmtpUtf8(),
            MailOptions.NONE.withDeliverBy(
                new DeliverBy(Instant.ofEpochMilli(5), DeliverBy.Mode.RETURN, false)))) {
      assertThat(OptionsText.read(OptionsText.of(options), options.smtpUtf8())).isEqualTo(options);
    }
  }

  @Test
  void isNothingWhereNothingWasAsked() {
    assertThat(OptionsText.of(MailOptions.NONE)).isNull();
    assertThat(OptionsText.of(MailOptions.NONE.withBody(BodyType.EIGHTBITMIME))).isNull();
    assertThat(RecipientsText.options(Mails.to("a@x.org", "b@x.org"))).isNull();
  }

  @Test
  void refusesWhatItDidNotWrite() {
    for (String text : List.of("X=1", "", "BY=1", "MT-PRIORITY=10", "RET=SOME", "ENVID=+")) {
      assertThatIllegalArgumentException().isThrownBy(() -> OptionsText.read(text, false));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RecipientsText.read("a@x.org\nb@x.org", "NOTIFY=NEVER"));
  }

  @Test
  void recipientsKeepWhatWasAskedForEach() {
    List<Recipient> recipients =
        List.of(
            Recipient.of(EmailAddress.parse("a@x.org")),
            new Recipient(
                EmailAddress.parse("b@x.org"),
                Set.of(Notify.SUCCESS, Notify.DELAY),
                "rfc822;\"b c\"+d=@x.org"),
            new Recipient(EmailAddress.parse("c@x.org"), Set.of(Notify.NEVER), null),
            Recipient.of(EmailAddress.parse("d@x.org")));
    assertThat(
            RecipientsText.read(
                RecipientsText.addresses(recipients), RecipientsText.options(recipients)))
        .isEqualTo(recipients);
  }

  @Test
  void prioritiesKeepTheirOrderInJms() {
    List<Integer> mapped = IntStream.rangeClosed(-9, 9).mapToObj(Urgency::ofJms).toList();
    assertThat(mapped).isSorted().startsWith(0).endsWith(9);
    assertThat(Urgency.ofJms(0)).isEqualTo(4);
    assertThat(Urgency.ofJms(-1)).isEqualTo(3);
    assertThat(Urgency.ofJms(1)).isEqualTo(5);
  }
}
