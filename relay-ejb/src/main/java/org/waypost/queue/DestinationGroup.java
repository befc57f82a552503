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

import java.util.List;
import java.util.Objects;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.Recipient;

/**
 * Recipients of a message that take the same route to the same destination: one transaction with
 * the next hop.
 *
 * @param number within the message, from 1
 * @param route name of the route
 * @param destination domain, smart host or store
 * @param recipients 1 or more, each with what was asked for it
 */
public record DestinationGroup(
    int number, String route, String destination, List<Recipient> recipients) {

  /** Checks that there is a recipient. */
  public DestinationGroup {
    Objects.requireNonNull(route, "route");
    Objects.requireNonNull(destination, "destination");
    recipients = List.copyOf(recipients);
    if (recipients.isEmpty()) {
      throw new IllegalArgumentException("A destination group has a recipient");
    }
  }

  /** The addresses of the recipients. */
  public List<EmailAddress> addresses() {
    return recipients.stream().map(Recipient::address).toList();
  }

  /** The same group with other recipients. */
  public DestinationGroup withRecipients(List<Recipient> others) {
    return new DestinationGroup(number, route, destination, others);
  }
}
