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

import org.waypost.api.mail.Reply;

/**
 * The argument of HELO and EHLO. RFC 5321 4.1.4 forbids to refuse mail because it is not the
 * client's name, so only what could harm a header or a log is refused.
 */
final class ClientName {

  static final Reply REFUSED = Reply.of(501, "5.5.4", "Say who you are: EHLO your.host.name");

  private static final int MAX_LENGTH = 255;

  private ClientName() {}

  static boolean isAcceptable(String name) {
    return !name.isEmpty()
        && name.length() <= MAX_LENGTH
        && name.chars().allMatch(c -> c >= ' ' && c < 0x7F);
  }
}
