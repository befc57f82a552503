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

import java.time.Duration;
import java.util.Objects;

/**
 * What a sink does at one step.
 *
 * @param kind what to do
 * @param reply lines of the reply joined with LF, each with its code; empty unless the kind is
 *     REPLY or REPLY_AND_DROP
 * @param pause before each octet of the reply; zero to write it in one go
 */
public record SinkAction(Kind kind, String reply, Duration pause) {

  /** The possibilities. */
  public enum Kind {
    /** Does what a well-behaved server does. */
    PROCEED,
    /** Gives this reply instead; one of 4xx or 5xx refuses the step. */
    REPLY,
    /** Gives this reply, then closes the connection. */
    REPLY_AND_DROP,
    /** Closes the connection without a reply; at the final dot, without keeping the mail. */
    DROP,
    /** At the final dot: keeps the mail, then closes the connection without a reply. */
    KEEP_AND_DROP,
    /** At the final dot: keeps the mail, then never answers. */
    KEEP_AND_HANG,
    /** Never answers; the connection stays open until the client closes it. */
    SILENCE
  }

  private static final SinkAction PROCEED = new SinkAction(Kind.PROCEED, "", Duration.ZERO);

  /** Checks that nothing is null. */
  public SinkAction {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(reply, "reply");
    Objects.requireNonNull(pause, "pause");
  }

  /** Does what a well-behaved server does. */
  public static SinkAction proceed() {
    return PROCEED;
  }

  /** Gives this reply; its lines are joined with LF and carry their codes. */
  public static SinkAction reply(String reply) {
    return new SinkAction(Kind.REPLY, reply, Duration.ZERO);
  }

  /** Gives this reply, then closes the connection, as after 421. */
  public static SinkAction replyAndDrop(String reply) {
    return new SinkAction(Kind.REPLY_AND_DROP, reply, Duration.ZERO);
  }

  /** Closes the connection without a reply. */
  public static SinkAction drop() {
    return new SinkAction(Kind.DROP, "", Duration.ZERO);
  }

  /** At the final dot: keeps the mail, then closes the connection without a reply. */
  public static SinkAction keepAndDrop() {
    return new SinkAction(Kind.KEEP_AND_DROP, "", Duration.ZERO);
  }

  /** At the final dot: keeps the mail, then never answers. */
  public static SinkAction keepAndHang() {
    return new SinkAction(Kind.KEEP_AND_HANG, "", Duration.ZERO);
  }

  /** Never answers. */
  public static SinkAction silence() {
    return new SinkAction(Kind.SILENCE, "", Duration.ZERO);
  }

  /** The same, with a pause before each octet of the reply. */
  public SinkAction slowly(Duration perOctet) {
    return new SinkAction(kind, reply, perOctet);
  }
}
