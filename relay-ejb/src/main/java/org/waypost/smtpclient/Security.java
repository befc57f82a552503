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
package org.waypost.smtpclient;

/** How a connection is secured. */
enum Security {
  /** Encrypted if the peer is able to, whoever it is (RFC 7435). */
  OPPORTUNISTIC,
  /** Encrypted, and the peer has proven to be the host that it was taken for (RFC 8689). */
  VERIFIED;

  /** What a message needs. */
  static Security of(OutboundMail mail) {
    return mail.options().requireTls() ? VERIFIED : OPPORTUNISTIC;
  }
}
