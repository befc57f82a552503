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
import java.util.regex.Pattern;
import org.waypost.api.mail.Reply;
import org.waypost.smtp.session.MailParameter;
import org.waypost.smtp.session.MailTransaction;
import org.waypost.smtp.session.SmtpSession;

/** HOLDFOR (RFC 4865): seconds from now. */
final class HoldForParameter implements MailParameter {

  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

  private final FutureReleaseExtension extension;

  HoldForParameter(FutureReleaseExtension extension) {
    this.extension = extension;
  }

  @Override
  public String keyword() {
    return "HOLDFOR";
  }

  @Override
  public Optional<Reply> apply(String value, MailTransaction transaction, SmtpSession session) {
    if (value == null || !SECONDS.matcher(value).matches() || Long.parseLong(value) == 0) {
      return Refusal.of("HOLDFOR is a number of seconds of 1 to 9 digits");
    }
    return extension.hold(extension.now().plusSeconds(Long.parseLong(value)), transaction);
  }
}
