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
package org.waypost.trace;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.waypost.api.mail.EmailAddress;

/**
 * One attempt to deliver a destination group, and what it came to.
 *
 * @param group number of the destination group
 * @param number of the attempt, from 1
 * @param at when it began
 * @param millis how long it took
 * @param route name of the route
 * @param results one for each recipient of the group that was tried
 */
public record Attempted(
    int group, int number, Instant at, long millis, String route, List<Result> results) {

  /** Copies the results. */
  public Attempted {
    results = List.copyOf(results);
  }

  /**
   * What an attempt came to for one recipient.
   *
   * @param recipient the forward-path
   * @param state DELIVERED, CAPTURED, DEFERRED, UNCERTAIN, BOUNCED or EXPIRED
   * @param host "name[address]:port" of the peer, or null
   * @param reply of the peer, or what stood in the way; cut at 2,000 characters
   * @param tls how the session was secured; null when it did not come to that
   * @param original the address that it was sent to, before aliases; null when that is the same
   * @param source "name[address]" of the source address, or the address alone; null when nothing
   *     left
   */
  public record Result(
      EmailAddress recipient,
      MessageState state,
      String host,
      String reply,
      TlsFacts tls,
      String original,
      String source) {
    private static final int MAX_REPLY = 2000;

    /** Cuts the reply. */
    public Result {
      Objects.requireNonNull(recipient, "recipient");
      Objects.requireNonNull(state, "state");
      reply = reply.length() > MAX_REPLY ? cut(reply) : reply;
    }

    /** Of what did not leave. */
    public Result(
        EmailAddress recipient,
        MessageState state,
        String host,
        String reply,
        TlsFacts tls,
        String original) {
      this(recipient, state, host, reply, tls, original, null);
    }

    /** Without a session. */
    public Result(EmailAddress recipient, MessageState state, String host, String reply) {
      this(recipient, state, host, reply, null, null);
    }

    /** Never between the halves of a surrogate pair, which PostgreSQL would refuse. */
    private static String cut(String reply) {
      boolean split = Character.isHighSurrogate(reply.charAt(MAX_REPLY - 1));
      return reply.substring(0, split ? MAX_REPLY - 1 : MAX_REPLY);
    }
  }
}
