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
package org.waypost.api.smtp;

/** What a listener is for. */
public enum ListenerRole {
  /** Mail from other servers and from trusted networks (port 25). */
  RELAY,
  /** Message submission with STARTTLS (RFC 6409, port 587). */
  SUBMISSION,
  /** Message submission over implicit TLS (RFC 8314, port 465). */
  SUBMISSIONS,
  /** Local delivery (RFC 2033). */
  LMTP
}
