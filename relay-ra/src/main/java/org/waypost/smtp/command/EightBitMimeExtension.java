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

import java.util.List;
import java.util.Optional;
import org.waypost.api.mail.MailOptions.BodyType;
import org.waypost.api.mail.Reply;
import org.waypost.smtp.session.MailParameter;
import org.waypost.smtp.session.MailTransaction;
import org.waypost.smtp.session.SmtpExtension;
import org.waypost.smtp.session.SmtpSession;

/** 8BITMIME (RFC 6152). */
final class EightBitMimeExtension implements SmtpExtension, MailParameter {

  @Override
  public Optional<String> keyword(SmtpSession session) {
    return Optional.of("8BITMIME");
  }

  @Override
  public List<MailParameter> mailParameters() {
    return List.of(this);
  }

  @Override
  public String keyword() {
    return "BODY";
  }

  @Override
  public Optional<Reply> apply(String value, MailTransaction transaction, SmtpSession session) {
    if ("7BIT".equalsIgnoreCase(value)) {
      transaction.ask(o -> o.withBody(BodyType.SEVENBIT));
    } else if ("8BITMIME".equalsIgnoreCase(value)) {
      transaction.ask(o -> o.withBody(BodyType.EIGHTBITMIME));
    } else if ("BINARYMIME".equalsIgnoreCase(value)) {
      // RFC 3030 3
      transaction.ask(o -> o.withBody(BodyType.BINARYMIME));
    } else {
      return Refusal.of("BODY is 7BIT, 8BITMIME or BINARYMIME");
    }
    return Optional.empty();
  }
}
