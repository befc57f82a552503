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

import java.util.List;
import java.util.Optional;

/**
 * A service extension (RFC 5321 2.2): its EHLO line, the commands and the parameters that it adds.
 * What is not offered in a session is refused there. One instance serves all sessions and keeps no
 * state.
 */
public interface SmtpExtension {

  /** The line of the EHLO reply, such as {@code SIZE 1000}; empty when not offered right now. */
  Optional<String> keyword(SmtpSession session);

  /** Commands that the extension adds. */
  default List<SmtpCommand> commands() {
    return List.of();
  }

  /** Parameters of MAIL that the extension adds. */
  default List<MailParameter> mailParameters() {
    return List.of();
  }

  /** Parameters of RCPT that the extension adds. */
  default List<RcptParameter> rcptParameters() {
    return List.of();
  }
}
