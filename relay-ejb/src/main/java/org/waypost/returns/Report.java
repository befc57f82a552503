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
package org.waypost.returns;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a mail that came in says about mail that left.
 *
 * @param kind of the report
 * @param about recipients, and what happened to each; none where the report does not say whom it is
 *     about
 * @param reporter who says so, such as a host name; empty when it is not said
 * @param envelopeId what the sender called the transaction; empty without one
 * @param messageIds Message-ID fields of the mail that it is about, as written
 */
record Report(
    Kind kind, List<About> about, String reporter, String envelopeId, List<String> messageIds) {

  /** What a report says. */
  enum Kind {
    /** Mail was not delivered. */
    BOUNCE,
    /** Mail is late. */
    DELAY,
    /** Mail was delivered, or handed on. */
    SUCCESS,
    /** A receiver complained (RFC 5965). */
    COMPLAINT,
    /** A receiver says that it was no abuse (RFC 5965 7.3: not-spam). */
    NO_COMPLAINT,
    /** Somebody's program answers by itself (RFC 3834). */
    AUTO_REPLY,
    /** Anything else. */
    OTHER;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Copies the lists. */
  Report {
    about = List.copyOf(about);
    messageIds = List.copyOf(messageIds);
  }

  /**
   * One recipient.
   *
   * @param recipient the address that it is said of
   * @param original the address that the mail was sent to, when that is another
   * @param kind what happened
   * @param line the reply or reason: codes first, if there are any
   */
  record About(String recipient, Optional<String> original, Kind kind, String line) {}

  /** One that says nothing of recipients. */
  static Report of(Kind kind) {
    return new Report(kind, List.of(), "", "", List.of());
  }

  /** The same about the mail that is named so. */
  Report naming(List<String> ids) {
    return new Report(kind, about, reporter, envelopeId, ids);
  }
}
