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

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.waypost.aliases.AddressRewriting;
import org.waypost.aliases.Expansion;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.Recipient;
import org.waypost.api.mail.Recipient.Notify;

/** What was asked for an alias is asked for what it stands for. */
class ExpandedRecipientsTest {

  private static final EmailAddress ALL = EmailAddress.parse("all@us.example");
  private static final EmailAddress ANN = EmailAddress.parse("ann@x.example");
  private static final EmailAddress BOB = EmailAddress.parse("bob@x.example");

  private static final AddressRewriting ALIASES =
      new AddressRewriting() {
        @Override
        public Expansion expand(EmailAddress address) {
          return new Expansion(
              address.equals(ALL) ? List.of(ANN, BOB) : List.of(address),
              List.of(),
              Optional.empty());
        }

        @Override
        public boolean isOurs(EmailAddress address) {
          return address.equals(ALL);
        }
      };

  private static List<Recipient> expanded(Recipient... given) {
    return ExpandedRecipients.of(ALIASES, List.of(given)).recipients();
  }

  // RFC 3461 4.2: where the sender named none, the address that it sent to.
  @Test
  void theAddressThatWasSentToIsTheOriginalRecipient() {
    assertThat(expanded(new Recipient(ALL, Set.of(Notify.FAILURE, Notify.DELAY), null)))
        .containsExactly(
            new Recipient(ANN, Set.of(Notify.FAILURE, Notify.DELAY), "rfc822;all@us.example"),
            new Recipient(BOB, Set.of(Notify.FAILURE, Notify.DELAY), "rfc822;all@us.example"));
  }

  @Test
  void theOneThatTheSenderNamedStays() {
    assertThat(expanded(new Recipient(ALL, Set.of(Notify.NEVER), "rfc822;first@far.example")))
        .extracting(Recipient::originalRecipient, Recipient::notifyOn)
        .containsOnly(
            org.assertj.core.groups.Tuple.tuple("rfc822;first@far.example", Set.of(Notify.NEVER)));
  }

  @Test
  void whoIsNoAliasStaysAsGivenAndGetsItOnce() {
    Recipient bob = new Recipient(BOB, Set.of(), null);
    assertThat(expanded(bob, new Recipient(ALL, Set.of(), null)))
        .containsExactly(bob, new Recipient(ANN, Set.of(), "rfc822;all@us.example"));
  }
}
