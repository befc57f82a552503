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

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.waypost.api.extension.ConnectionPolicy;
import org.waypost.api.extension.Opinion;
import org.waypost.api.extension.RecipientPolicy;
import org.waypost.api.extension.SenderPolicy;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.MailOptions;
import org.waypost.api.mail.Recipient;
import org.waypost.api.mail.Reply;
import org.waypost.api.mail.Verdict;
import org.waypost.api.smtp.Envelope;
import org.waypost.api.smtp.ListenerRole;
import org.waypost.api.smtp.SessionInfo;
import org.waypost.extensions.ExtensionPoint;
import org.waypost.extensions.FailurePolicy;
import org.waypost.extensions.Slot;
import org.waypost.extensions.Slots;
import org.waypost.extensions.TestSlots;

class PolicyCheckTest {

  private static final Recipient BOB = Recipient.of(EmailAddress.parse("bob@example.org"));
  private static final Opinion NO = Opinion.refused(Verdict.permanent(550, "5.7.1", "Listed"));

  private static Envelope envelope(String session, Recipient... accepted) {
    InetSocketAddress address = new InetSocketAddress("127.0.0.1", 25);
    return new Envelope(
        new SessionInfo(
            session, "relay", ListenerRole.RELAY, address, address, "c", "ESMTP", null, null, true),
        EmailAddress.parse("ann@example.org"),
        List.of(accepted),
        MailOptions.NONE,
        0);
  }

  private static Slots slots(
      Slot<ConnectionPolicy> connections,
      Slot<SenderPolicy> senders,
      Slot<RecipientPolicy> recipients) {
    Slots none = Slots.empty();
    return new Slots(
        connections == null ? none.connectionPolicies() : connections,
        none.authenticators(),
        senders == null ? none.senderPolicies() : senders,
        recipients == null ? none.recipientPolicies() : recipients,
        none.sessionFilters(),
        none.queuedFilters(),
        none.routers(),
        none.transports(),
        none.bounceClassifiers(),
        none.eventListeners(),
        none.templateEngines(),
        none.consolePages());
  }

  @Test
  void aSessionIsJudgedOnce() {
    AtomicInteger asked = new AtomicInteger();
    PolicyCheck check =
        new PolicyCheck(
            slots(
                TestSlots.with(
                    ExtensionPoint.CONNECTION_POLICY,
                    ConnectionPolicy.class,
                    FailurePolicy.TEMPFAIL,
                    session -> {
                      asked.incrementAndGet();
                      return NO;
                    }),
                null,
                null));
    assertThat(check.refusal(envelope("1")))
        .hasValueSatisfying(it -> assertThat(it.code()).isEqualTo(550));
    assertThat(check.refusal(envelope("1"))).isPresent();
    assertThat(asked).hasValue(1);
    assertThat(check.refusal(envelope("2"))).isPresent();
    assertThat(asked).hasValue(2);
  }

  @Test
  void aSenderIsJudgedWithTheFirstRecipients() {
    PolicyCheck check =
        new PolicyCheck(
            slots(
                null,
                TestSlots.with(
                    ExtensionPoint.SENDER_POLICY,
                    SenderPolicy.class,
                    FailurePolicy.TEMPFAIL,
                    envelope -> NO),
                null));
    assertThat(check.refusal(envelope("1"))).isPresent();
    assertThat(check.refusal(envelope("1", BOB))).isEmpty();
  }

  @Test
  void aPolicyThatFailsRefusesForNowOrNotAsConfigured() {
    RecipientPolicy broken =
        (envelope, recipient) -> {
          throw new IllegalStateException("no server");
        };
    assertThat(failing(FailurePolicy.TEMPFAIL, broken).refusal(envelope("1"), BOB))
        .contains(Reply.of(451, "4.7.1", "Policy test is not available now"));
    assertThat(failing(FailurePolicy.ACCEPT, broken).refusal(envelope("1"), BOB)).isEmpty();
    assertThat(
            failing(FailurePolicy.TEMPFAIL, (envelope, recipient) -> Opinion.trusted())
                .refusal(envelope("1"), BOB))
        .isEmpty();
    assertThat(new PolicyCheck(Slots.empty()).refusal(envelope("1"), BOB)).isEmpty();
  }

  private static PolicyCheck failing(FailurePolicy policy, RecipientPolicy recipients) {
    return new PolicyCheck(
        slots(
            null,
            null,
            TestSlots.with(
                ExtensionPoint.RECIPIENT_POLICY, RecipientPolicy.class, policy, recipients)));
  }
}
