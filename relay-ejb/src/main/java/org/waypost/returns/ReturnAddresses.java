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
package org.waypost.returns;

import java.util.Optional;
import java.util.Set;
import org.waypost.api.mail.EmailAddress;
import org.waypost.rewriting.SenderRewriter;
import org.waypost.rewriting.Verp;

/** The addresses that bounces come back to. Safe for use by any number of threads. */
public final class ReturnAddresses {

  private final Set<String> domains;
  private final Set<EmailAddress> addresses;
  private final SenderRewriter senders;

  /**
   * Takes what is for these, and for every sender that was made by VERP.
   *
   * @param domains all of whose addresses are meant
   */
  public ReturnAddresses(Set<String> domains, Set<EmailAddress> addresses, SenderRewriter senders) {
    this.domains = Set.copyOf(domains);
    this.addresses = Set.copyOf(addresses);
    this.senders = senders;
  }

  /** Whether mail for the address is something that came back. */
  public boolean takes(EmailAddress recipient) {
    return domains.contains(recipient.domain())
        || addresses.contains(recipient)
        || (recipient.localPart().regionMatches(true, 0, "bounce+", 0, 7)
            && verp(recipient).isPresent());
  }

  /** What a sender that was made by VERP says. */
  Optional<Verp> verp(EmailAddress address) {
    return senders.decode(address);
  }
}
