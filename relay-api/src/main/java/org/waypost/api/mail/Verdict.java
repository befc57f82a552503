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
package org.waypost.api.mail;

import java.io.Serializable;
import java.util.Objects;

/**
 * What was decided about a connection, a sender, a recipient or a message: a value, never an
 * exception.
 *
 * @param reply the reply that tells the peer; its class says whether this is acceptance (2xx),
 *     temporary (4xx) or permanent (5xx) refusal
 */
public record Verdict(Reply reply) implements Serializable {

  /**
   * Checks the reply.
   *
   * @throws IllegalArgumentException when it is an intermediate reply (3xx), which decides nothing
   */
  public Verdict {
    Objects.requireNonNull(reply, "A verdict has a reply");
    if (!reply.isPositive() && !reply.isTemporary() && !reply.isPermanent()) {
      throw new IllegalArgumentException("A 3xx reply is no verdict: " + reply);
    }
  }

  /** Accepted, with 250 and these words. */
  public static Verdict accept(String status, String text) {
    return new Verdict(Reply.of(250, status, text));
  }

  /** Refused for now (4xx). */
  public static Verdict temporary(int code, String status, String text) {
    return new Verdict(Reply.of(code, status, text));
  }

  /** Refused for good (5xx). */
  public static Verdict permanent(int code, String status, String text) {
    return new Verdict(Reply.of(code, status, text));
  }

  /** Whether the reply is 2xx. */
  public boolean isAccepted() {
    return reply.isPositive();
  }
}
