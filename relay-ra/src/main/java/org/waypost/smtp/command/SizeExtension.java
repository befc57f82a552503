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

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.waypost.api.mail.Reply;
import org.waypost.smtp.session.MailParameter;
import org.waypost.smtp.session.MailTransaction;
import org.waypost.smtp.session.SmtpExtension;
import org.waypost.smtp.session.SmtpSession;

/** SIZE (RFC 1870). */
final class SizeExtension implements SmtpExtension, MailParameter {

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,20}");

  @Override
  public Optional<String> keyword(SmtpSession session) {
    return Optional.of("SIZE " + session.settings().maxMessageSize());
  }

  @Override
  public List<MailParameter> mailParameters() {
    return List.of(this);
  }

  @Override
  public String keyword() {
    return "SIZE";
  }

  @Override
  public Optional<Reply> apply(String value, MailTransaction transaction, SmtpSession session) {
    if (value == null || !NUMBER.matcher(value).matches()) {
      return Optional.of(Reply.of(501, "5.5.4", "SIZE is a number of octets"));
    }
    // RFC 1870 6.1. Up to 20 digits are legal, which is more than a long holds.
    BigInteger size = new BigInteger(value);
    if (size.compareTo(BigInteger.valueOf(session.settings().maxMessageSize())) > 0) {
      return Optional.of(Reply.of(552, "5.3.4", "Message is larger than the limit"));
    }
    transaction.declaredSize(size.longValueExact());
    return Optional.empty();
  }
}
