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

/** What a parameter with a bad value is answered with (RFC 5321 4.1.1.11, RFC 3463 X.5.4). */
final class Refusal {

  private Refusal() {}

  static Optional<Reply> of(String why) {
    return Optional.of(Reply.of(501, "5.5.4", why));
  }
}
