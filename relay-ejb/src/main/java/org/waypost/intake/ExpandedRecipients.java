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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.waypost.aliases.AddressRewriting;
import org.waypost.aliases.Expansion;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.Recipient;
import org.waypost.api.mail.Reply;

/**
 * The recipients of a message after aliases and virtual domains; each once.
 *
 * @param recipients none when the message is refused
 * @param refusal why
 */
public record ExpandedRecipients(List<Recipient> recipients, Optional<Reply> refusal) {

  private static final int MOST = 50_000;

  /** Copies the recipients. */
  public ExpandedRecipients {
    recipients = List.copyOf(recipients);
  }

  /**
   * Follows every recipient. What was asked for it is asked for all that it stands for; ORCPT stays
   * as it was given, or becomes the address that was given (RFC 3461 4.2), so that notifications
   * and trace name it.
   */
  public static ExpandedRecipients of(AddressRewriting addresses, List<Recipient> given) {
    Map<EmailAddress, Recipient> expanded = new LinkedHashMap<>();
    for (Recipient each : given) {
      Expansion expansion = addresses.expand(each.address());
      if (expansion.refusal().isPresent()) {
        Reply reply = expansion.refusal().get();
        return refused(
            new Reply(reply.code(), reply.status(), each.address() + ": " + reply.text()));
      }
      for (EmailAddress address : expansion.recipients()) {
        expanded.putIfAbsent(address, to(address, each));
      }
      if (expanded.size() > MOST) {
        return refused(
            Reply.of(550, "5.5.3", "The recipients stand for more than " + MOST + " others"));
      }
    }
    return new ExpandedRecipients(new ArrayList<>(expanded.values()), Optional.empty());
  }

  private static ExpandedRecipients refused(Reply reply) {
    return new ExpandedRecipients(List.of(), Optional.of(reply));
  }

  private static Recipient to(EmailAddress address, Recipient given) {
    if (address.equals(given.address())) {
      return given;
    }
    String original = given.originalRecipient();
    if (original == null && !given.address().needsSmtpUtf8()) {
      original = "rfc822;" + given.address();
    }
    return new Recipient(address, given.notifyOn(), original);
  }
}
