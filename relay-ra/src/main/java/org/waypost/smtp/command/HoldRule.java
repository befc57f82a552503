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
import org.waypost.api.mail.MailOptions;
import org.waypost.api.mail.Reply;

/** What holding a message and limiting its delivery have to do with each other. */
final class HoldRule {

  private HoldRule() {}

  /**
   * Whichever of the two parameters comes second asks. RFC 4865: a message cannot be held beyond
   * the time by which it has to be delivered.
   */
  static Optional<Reply> check(MailOptions options) {
    return options.holdUntil() != null
            && options.deliverBy() != null
            && options.holdUntil().isAfter(options.deliverBy().deadline())
        ? Refusal.of("The message would be held beyond the time of BY")
        : Optional.empty();
  }
}
