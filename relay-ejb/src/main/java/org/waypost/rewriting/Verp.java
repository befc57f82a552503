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
package org.waypost.rewriting;

import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.MessageId;

/**
 * What a sender made by VERP says. The recipient is in it as a mark, because 64 octets of a local
 * part (RFC 5321 4.5.3.1.1) have no room for an address beside the message's id; the trace knows
 * whom the message went to.
 *
 * @param messageId of the message that came back
 * @param mark of the recipient
 * @param marks how the mark of an address is made
 */
public record Verp(MessageId messageId, String mark, Marks marks) {

  /** Makes marks of addresses. */
  @FunctionalInterface
  public interface Marks {
    /** The mark of a recipient; the same for all ways to write its letters. */
    String of(EmailAddress recipient);
  }

  /** Checks that nothing is missing. */
  public Verp {
    Objects.requireNonNull(messageId, "messageId");
    Objects.requireNonNull(mark, "mark");
    Objects.requireNonNull(marks, "marks");
  }

  /** Whether this is the recipient that the message came back from. */
  public boolean isOf(EmailAddress recipient) {
    return marks.of(recipient).equals(mark);
  }

  /** The recipient that the message came back from, among those it went to. */
  public Optional<EmailAddress> recipientAmong(Collection<EmailAddress> recipients) {
    return recipients.stream().filter(this::isOf).findFirst();
  }

  static String normal(EmailAddress address) {
    return address.toString().toLowerCase(Locale.ROOT);
  }
}
