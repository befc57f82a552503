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
package org.waypost.smtp.session;

import java.util.Optional;
import org.waypost.api.mail.Reply;

/** A parameter of MAIL (RFC 5321 4.1.2 esmtp-param) that an extension defines. */
public interface MailParameter {

  /** The keyword in upper case. */
  String keyword();

  /**
   * Puts the parameter into the transaction that MAIL is about to begin.
   *
   * @param value what follows the equals sign, or null when there is none
   * @return the refusal, if the value is bad
   */
  Optional<Reply> apply(String value, MailTransaction transaction, SmtpSession session);
}
