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
package org.waypost.test.sink;

/** Where in a session a script is asked what to do. */
public enum Stage {
  /** The client has connected. */
  GREETING,
  /** EHLO or HELO came. */
  HELLO,
  /** STARTTLS came; a reply of 220 begins the handshake, unless it ends the connection. */
  STARTTLS,
  /** MAIL came. */
  MAIL,
  /** RCPT came. */
  RCPT,
  /** DATA came. */
  DATA,
  /** The final dot came. */
  END_OF_DATA,
  /** RSET came. */
  RSET,
  /** QUIT came. */
  QUIT
}
