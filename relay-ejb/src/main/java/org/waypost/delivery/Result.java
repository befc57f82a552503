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
package org.waypost.delivery;

import java.util.ArrayList;
import java.util.List;
import org.waypost.api.mail.Recipient;
import org.waypost.api.mail.Reply;
import org.waypost.queue.DestinationGroup;
import org.waypost.smtpclient.Promises;
import org.waypost.trace.Attempted;
import org.waypost.trace.MessageState;
import org.waypost.trace.TlsFacts;

/**
 * What an attempt came to for one recipient.
 *
 * @param recipient who it is, and what was asked
 * @param state DELIVERED, CAPTURED, DEFERRED, UNCERTAIN, BOUNCED or EXPIRED
 * @param host "name[address]:port" of the peer, or null
 * @param reply of the peer, or what stood in the way
 * @param promises what the peer sees to from now on
 * @param tls how the session was secured; null when it did not come to that
 * @param source "name[address]" or address that the attempt left from; null when nothing left
 */
record Result(
    Recipient recipient,
    MessageState state,
    String host,
    Reply reply,
    Promises promises,
    TlsFacts tls,
    String source) {

  /** Of what no peer decided. */
  static Result of(Recipient recipient, MessageState state, Reply reply) {
    return new Result(recipient, state, null, reply, Promises.NONE, null, null);
  }

  /** The same for all recipients of a group. */
  static List<Result> same(DestinationGroup group, MessageState state, Reply reply) {
    return group.recipients().stream().map(each -> of(each, state, reply)).toList();
  }

  /** The recipients that have no result. */
  static List<Recipient> without(List<Recipient> recipients, List<Result> results) {
    if (results.isEmpty()) {
      return recipients;
    }
    List<Recipient> open = new ArrayList<>(recipients);
    results.forEach(result -> open.remove(result.recipient()));
    return open;
  }

  /** The same, but what would be tried again is expired. */
  Result expired() {
    return isOpen()
        ? new Result(recipient, MessageState.EXPIRED, host, reply, promises, tls, source)
        : this;
  }

  /** Whether it is tried again. */
  boolean isOpen() {
    return state == MessageState.DEFERRED || state == MessageState.UNCERTAIN;
  }

  /** Whether the queue of an application took it: no peer did. */
  boolean isReceived() {
    return state == MessageState.DELIVERED && host == null;
  }

  /** As the trace has it. */
  Attempted.Result traced() {
    return new Attempted.Result(
        recipient.address(), state, host, reply.toString(), tls, original(), source);
  }

  /** The address that the message was sent to, where it was another. */
  private String original() {
    String given = recipient.originalRecipient();
    String type = "rfc822;";
    return given == null
            || !given.regionMatches(true, 0, type, 0, type.length())
            || given.substring(type.length()).equalsIgnoreCase(recipient.address().toString())
        ? null
        : given.substring(type.length());
  }
}
