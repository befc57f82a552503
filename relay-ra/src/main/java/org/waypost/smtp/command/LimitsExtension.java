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
import org.waypost.smtp.session.SmtpExtension;
import org.waypost.smtp.session.SmtpSession;

/** LIMITS (RFC 9422): what a client need not find out by being refused. */
final class LimitsExtension implements SmtpExtension {

  @Override
  public Optional<String> keyword(SmtpSession session) {
    return Optional.of(
        "LIMITS MAILMAX="
            + session.settings().limits().session().messages()
            + " RCPTMAX="
            + session.settings().maxRecipients());
  }
}
