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

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.Recipient;
import org.waypost.api.mail.Reply;
import org.waypost.smtpclient.RecipientOutcome.Kind;

/** Collects the outcome of each recipient; the first one stands. */
final class Outcomes {

  private final Map<EmailAddress, RecipientOutcome> known = new LinkedHashMap<>();
  private final Map<EmailAddress, Recipient> pending = new LinkedHashMap<>();
  private Encryption encryption;
  private LocalEnd localEnd;
  private boolean reached;

  Outcomes(List<Recipient> recipients) {
    recipients.forEach(each -> pending.put(each.address(), each));
  }

  /**
   * The session of which outcomes are told from now on.
   *
   * @param secured how; null without one
   * @param from where it left from; null without one
   */
  void over(Encryption secured, LocalEnd from) {
    encryption = secured;
    localEnd = from;
  }

  boolean complete() {
    return pending.isEmpty();
  }

  /** At most so many of those that have no outcome yet. */
  List<Recipient> pending(int most) {
    return pending.values().stream().limit(most).toList();
  }

  void record(Recipient recipient, Reply reply, String peer, Promises promises) {
    record(recipient, kind(reply), reply, peer, promises);
  }

  private void record(Recipient recipient, Kind kind, Reply reply, String peer, Promises promises) {
    if (pending.remove(recipient.address()) != null) {
      known.put(
          recipient.address(),
          new RecipientOutcome(
              recipient.address(),
              kind,
              reply,
              peer,
              kind == Kind.DELIVERED ? promises : Promises.NONE,
              encryption,
              localEnd));
    }
  }

  void record(Recipient recipient, Reply reply, String peer) {
    record(recipient, reply, peer, Promises.NONE);
  }

  void record(Collection<Recipient> recipients, Reply reply, String peer) {
    recipients.forEach(each -> record(each, reply, peer));
  }

  void record(Collection<Recipient> recipients, Reply reply, String peer, Promises promises) {
    recipients.forEach(each -> record(each, reply, peer, promises));
  }

  /** Gives all that have none this outcome. */
  void recordRest(Reply reply, String peer) {
    record(List.copyOf(pending.values()), reply, peer);
  }

  /** Nobody knows whether these have the message. */
  void recordUncertain(Collection<Recipient> recipients, Reply reply, String peer) {
    recipients.forEach(each -> record(each, Kind.UNCERTAIN, reply, peer, Promises.NONE));
  }

  /** A peer took a session, and answered in it. */
  void markReached() {
    reached = true;
  }

  DeliveryReport report() {
    List<RecipientOutcome> all = List.copyOf(known.values());
    return new DeliveryReport(
        all, all.stream().anyMatch(each -> each.kind() == Kind.UNCERTAIN), reached);
  }

  private static Kind kind(Reply reply) {
    if (reply.isPositive()) {
      return Kind.DELIVERED;
    }
    return reply.isPermanent() ? Kind.FAILED : Kind.DEFERRED;
  }
}
