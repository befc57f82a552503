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
package org.waypost.smtp.command;

import java.util.Optional;
import org.waypost.api.mail.Reply;
import org.waypost.smtp.session.MailParameter;
import org.waypost.smtp.session.MailTransaction;
import org.waypost.smtp.session.SmtpSession;
import org.waypost.smtp.wire.Xtext;

/** ENVID (RFC 3461 4.4): the sender's own name for the transaction. */
final class EnvidParameter implements MailParameter {

  // RFC 3461 4.4 bounds the encoded value.
  private static final int MAX_ENCODED = 100;

  @Override
  public String keyword() {
    return "ENVID";
  }

  @Override
  public Optional<Reply> apply(String value, MailTransaction transaction, SmtpSession session) {
    if (value == null || value.length() > MAX_ENCODED) {
      return Refusal.of("ENVID has 1 to " + MAX_ENCODED + " characters");
    }
    try {
      String decoded = Xtext.decodeText(value);
      transaction.ask(o -> o.withEnvelopeId(decoded));
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Refusal.of("ENVID: " + e.getMessage());
    }
  }
}
