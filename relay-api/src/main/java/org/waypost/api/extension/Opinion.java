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
package org.waypost.api.extension;

import java.util.Objects;
import org.waypost.api.mail.Reply;
import org.waypost.api.mail.Verdict;

/**
 * What a policy thinks. The first that is not {@link #none} ends the asking of further policies of
 * the same extension point.
 *
 * @param kind of the opinion
 * @param reply with a refusal; else null
 */
public record Opinion(Kind kind, Reply reply) {

  /** What an opinion is. */
  public enum Kind {
    /** None: the next policy is asked. */
    NONE,
    /**
     * Well known: no further policy of this point is asked. It does not open what Waypost itself
     * refuses, such as relaying.
     */
    TRUSTED,
    /** Refused, for now (4xx) or for good (5xx). */
    REFUSED
  }

  /**
   * Checks that a refusal, and nothing else, has a reply.
   *
   * @throws IllegalArgumentException when the reply is missing, not wanted, or not 4xx or 5xx
   */
  public Opinion {
    Objects.requireNonNull(kind, "kind");
    if ((kind == Kind.REFUSED) != (reply != null)) {
      throw new IllegalArgumentException("A refusal has a reply, and nothing else has one");
    }
    if (reply != null && !reply.isTemporary() && !reply.isPermanent()) {
      throw new IllegalArgumentException("A refusal is 4xx or 5xx: " + reply);
    }
  }

  /** No opinion. */
  public static Opinion none() {
    return new Opinion(Kind.NONE, null);
  }

  /** Well known. */
  public static Opinion trusted() {
    return new Opinion(Kind.TRUSTED, null);
  }

  /** Refused with the reply of this verdict. */
  public static Opinion refused(Verdict verdict) {
    return new Opinion(Kind.REFUSED, verdict.reply());
  }
}
