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
package org.waypost.test.dns;

/** What a server does about a name instead of answering from its records. */
public enum DnsFault {
  /** Answers SERVFAIL. */
  SERVFAIL,
  /** Answers REFUSED. */
  REFUSED,
  /** Answers nothing, so that the resolver runs into its time-out. */
  SILENCE,
  /** Sets the TC bit over UDP, so that the resolver has to come again by TCP. */
  TRUNCATE,
  /** Answers under another id than the question has, as one who guesses does. */
  WRONG_ID,
  /** Leaves out the signatures of this name's records, in a zone that is signed. */
  NO_SIGNATURE,
  /** Puts a signature beside this name's records that does not verify. */
  FORGED_SIGNATURE,
  /** Puts a signature beside this name's records that is valid no longer. */
  EXPIRED_SIGNATURE
}
