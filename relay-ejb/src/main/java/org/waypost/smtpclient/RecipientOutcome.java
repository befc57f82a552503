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

import java.util.Objects;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.Reply;

/**
 * What became of one recipient in one attempt.
 *
 * @param recipient the forward-path
 * @param kind what follows from it
 * @param reply the peer's own words; or, where no peer decided, what stood in the way
 * @param peer {@code mx1.example.net[192.0.2.1]:25}; null when none was reached
 * @param promises what the peer sees to from now on; nothing unless it was delivered
 * @param encryption how the session was secured, or failed to be; null when it did not come to that
 * @param localEnd where the connection left from, or was to leave from; null without one
 */
public record RecipientOutcome(
    EmailAddress recipient,
    Kind kind,
    Reply reply,
    String peer,
    Promises promises,
    Encryption encryption,
    LocalEnd localEnd) {

  /** What follows from an outcome. */
  public enum Kind {
    /** The peer took responsibility. */
    DELIVERED,
    /** It did not, and may later. */
    DEFERRED,
    /**
     * Nobody knows: the connection was lost between the end of the message and its reply (RFC
     * 1047).
     */
    UNCERTAIN,
    /** It will not. */
    FAILED
  }

  /** Of nothing that left. */
  public RecipientOutcome(
      EmailAddress recipient,
      Kind kind,
      Reply reply,
      String peer,
      Promises promises,
      Encryption encryption) {
    this(recipient, kind, reply, peer, promises, encryption, null);
  }

  /** Checks that all but the peer is there. */
  public RecipientOutcome {
    Objects.requireNonNull(recipient, "An outcome has a recipient");
    Objects.requireNonNull(kind, "An outcome has a kind");
    Objects.requireNonNull(reply, "An outcome has a reply");
    Objects.requireNonNull(promises, "An outcome has promises, if none");
  }
}
